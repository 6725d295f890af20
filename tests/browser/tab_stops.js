// A function of the root of a live figure: what Tab stops at, from the first to the last.
root => {
    const focusable = "button, input, select, textarea, [tabindex], [contenteditable=true]";
    const stops = [...root.querySelectorAll(focusable)]
        .filter((part) => part.checkVisibility() && !part.disabled && (part.tabIndex >= 0 || part.isContentEditable));
    const rects = stops.map((part) => part.getBoundingClientRect());
    const before = (a, b) => b.top >= a.bottom - 1 || (b.left >= a.right - 1 && b.bottom > a.top);
    const handle = (part) => part.matches(".mathlib-handle"); // these stand where they are dragged to
    const name = (part) => part.ariaLabel || part.innerText || part.className;
    const backwards = [];
    for (let i = 1; i < stops.length; i++)
        if (!handle(stops[i]) && !before(rects[i - 1], rects[i]))
            backwards.push(`${name(stops[i])} is seen before ${name(stops[i - 1])}`);
    return { count: stops.length, at: stops.indexOf(document.activeElement), backwards };
}
