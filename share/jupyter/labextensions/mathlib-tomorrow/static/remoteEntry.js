// A notebook opened again tomorrow: its widgets are gone with their kernel, but a picture or a text
// lies beside each in the same output. JupyterLab would say "Error displaying widget"; this shows
// what lies there, and how the cell comes to life. A live widget is shown as ever.
// Written by hand as a federated extension (JupyterLab 4, Notebook 7): nothing has to be built.

(() => {
  const VIEW = "application/vnd.jupyter.widget-view+json";
  const LINE = "Kept from an earlier run: run this cell (Shift + Enter) to bring it to life.";
  const SOON = 400; // ms in which a live widget comes: what is kept would only flicker before it
  const LATE = 4000; // ms after which the learner is told what to do, though it may still come

  function add(parent, className, text) {
    const line = document.createElement("p");
    Object.assign(line, { className, textContent: text });
    line.style.margin = "4px 8px";
    parent.append(line);
  }

  function tellHow(node) {
    if (!node.querySelector(".mathlib-run-me")) add(node, "mathlib-run-me", LINE);
  }

  // JupyterLab leaves out the text that stands for a picture.
  function nameImage(node, mimeType, { metadata }) {
    const image = node.querySelector("img"), alt = metadata[mimeType]?.alt;
    if (image && typeof alt === "string") image.alt = alt;
  }

  // A picture or a text with a form. All that lies beside other widgets is how Python writes them.
  function bestBeside(registry, model) {
    const { [VIEW]: _view, "text/plain": _repr, ...rest } = model.data;
    return registry.preferredMimeType(rest, model.trusted ? "any" : "ensure");
  }

  async function kept(renderer, mimeType, model) {
    const node = document.createElement("div");
    await renderer.renderModel(model);
    node.className = "mathlib-kept";
    node.append(renderer.node);
    nameImage(node, mimeType, model);
    const caption = model.metadata[VIEW]?.caption;
    if (typeof caption === "string") add(node, "mathlib-kept-caption", caption);
    return node;
  }

  // The renderer of a widget writes into its node what it does ("Loading widget…", an error), adds
  // a child to itself once it has the widget, and renders anew when a kernel has told its widgets.
  function keep(renderer, registry, create) {
    const { node } = renderer, render = renderer.renderModel.bind(renderer);
    let turn = 0;
    renderer.renderModel = async (model) => {
      const now = ++turn, mimeType = bestBeside(registry, model);
      if (!mimeType) return render(model);
      let instead = null;
      const over = () => now !== turn || renderer.isDisposed || renderer.isHidden || renderer.widgets.length;
      const show = async (told) => {
        if (over()) return;
        const made = await (instead ??= kept(create.call(registry, mimeType), mimeType, model));
        if (over()) return;
        if (told) tellHow(made);
        if (!node.contains(made)) node.replaceChildren(made);
      };
      const timers = [setTimeout(show, SOON, false), setTimeout(show, LATE, true)];
      const rendered = render(model), loading = node.firstChild;
      await rendered;
      const waits = loading?.parentNode === node || (instead && node.contains(await instead));
      if (over() || !waits) timers.forEach(clearTimeout);
      if (!waits) await show(true);
    };
  }

  // Of a notebook that is not trusted JupyterLab shows what is kept, but not what to do.
  function tell(renderer, mimeType) {
    const render = renderer.renderModel.bind(renderer);
    renderer.renderModel = async (model) => {
      await render(model);
      nameImage(renderer.node, mimeType, model);
      if (VIEW in model.data) tellHow(renderer.node);
    };
  }

  function extend(RenderMimeRegistry) {
    const create = RenderMimeRegistry.prototype.createRenderer;
    RenderMimeRegistry.prototype.createRenderer = function (mimeType) {
      const renderer = create.call(this, mimeType);
      if (mimeType === VIEW && "widgets" in renderer) keep(renderer, this, create);
      else if (/^image\/|^text\/(html|markdown)$/.test(mimeType)) tell(renderer, mimeType);
      return renderer;
    };
  }

  let shared = {};

  async function plugin() {
    const versions = Object.values(shared["@jupyterlab/rendermime"]);
    const { RenderMimeRegistry } = (await (versions.find((one) => one.loaded) ?? versions[0]).get())();
    return { id: "mathlib-tomorrow:plugin", autoStart: true, activate: () => extend(RenderMimeRegistry) };
  }

  (window._JUPYTERLAB ??= {})["mathlib-tomorrow"] = {
    init: (scope) => { shared = scope; },
    get: async () => {
      const found = await plugin();
      return () => ({ __esModule: true, default: found });
    },
  };
})();
