"""pytest plugin of ``make coverage``: a notebook's kernel may end by itself.

nbval kills a kernel, and with it what coverage has counted there. Under this plugin the kernel is
asked to end after the notebook's last item; coverage then writes its numbers as it does in any
other process (``patch = ["subprocess"]`` in pyproject.toml starts it there).
"""

import pytest


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_teardown(item, nextitem):
    """After the last item of a notebook, shut its kernel down and wait until it has ended."""
    kernel = getattr(item.parent, "kernel", None)
    if kernel and (nextitem is None or nextitem.parent is not item.parent):
        kernel.km.shutdown_kernel(now=False)
