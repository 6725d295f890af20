// The browser side of a live figure: shows frames, moves handles, asks for the newest picture.
// One plain ES module, no build step. Its counterpart in Python is canvas.py.

const IN_FLIGHT = 2; // requests under way at once: hides the latency of the socket, builds no backlog
const SILENT = 5000; // ms without an answer after which the learner is told
const NOT_CARRIED = "This page does not carry the figure's own messages: the sliders still work, and the " +
  "picture follows when you let go. Handles need JupyterLab with a running kernel.";

let views = 0;

// JupyterLab tells by the icon of the browser's tab that the kernel is busy, and loads it anew each
// time. It would flicker twice a frame, which costs a quarter of the frames: while figures move, the
// icon is out of its sight.
const ICON = "link.favicon", STILL = 1000; // ms without a request after which it is given back
let icons = [], back = 0;

function holdIcon() {
  clearTimeout(back);
  back = setTimeout(() => {
    for (const icon of icons) icon.classList.add("favicon");
    icons = [];
  }, STILL);
  if (icons.length || !document.querySelector(`${ICON}.idle[rel=icon]`)) return;
  icons = [...document.querySelectorAll(ICON)];
  for (const icon of icons) icon.classList.remove("favicon");
}

function render({ model, el }) {
  const id = `${++views}-${Math.random().toString(36).slice(2)}`;
  const dom = build(el, model);
  const state = { controls: {}, dirty: false, waiting: 0, version: null, live: false, frames: 0 };
  let background = null, geometry = {}, places = {}, arrived = null, showing = false;
  let idle = 0, silence = 0, closed = false, more = false;
  let view = {}, bare = false; // bare: messages arrive here without the pictures that they carry

  // ---- controls: stock ipywidgets, listened to where they are moved ---------------------------

  // Where handles have been moved to. The sliders follow when a picture is asked for: they take as
  // long to paint as the picture.
  let aims = {};

  const value = (name) => aims[name] ?? state.controls[name].get("value");

  function reachAims() {
    for (const [name, aim] of Object.entries(aims)) {
      state.controls[name].set("value", aim);
      state.controls[name].save_changes();
    }
    aims = {};
  }

  const field = (control) => (control.get("_options_labels") ? "index" : "value");

  async function connect() {
    for (const [name, reference] of Object.entries(model.get("controls"))) {
      const control = await model.widget_manager.get_model(reference.slice("IPY_MODEL_".length));
      state.controls[name] = control;
      control.on(`change:${field(control)}`, ask);
      control.on("change:min change:max", place);
      cleanups.push(() => {
        hear(control);
        control.off(`change:${field(control)}`, ask);
        control.off("change:min change:max", place);
      });
    }
    for (const handle of model.get("handles")) makeHandle(handle);
    watchSize();
    requestAnimationFrame(nameControls);
  }

  // While a figure is live its values travel with its requests. The stock messages of the controls
  // wait for one another, so that a late one could undo a preset; and they cost a third of the frames.
  function quieten(control) {
    control.save_changes = () => {};
  }

  // Its own words again when the figure leaves the page: the control may be shown alone elsewhere.
  const hear = (control) => { delete control.save_changes; };

  // A slider rounds what is typed beside it to its step: the step it chose, and what was meant.
  const meant = {};

  function values() {
    return Object.fromEntries(Object.entries(state.controls).map(([name, control]) => {
      const now = control.get(field(control)), [rounded, wished] = meant[control.model_id] ?? [];
      return [name, now === rounded ? wished : now];
    }));
  }

  // ---- asking for frames ----------------------------------------------------------------------

  // A handle moves two controls in one go: both are asked for at once, in one request.
  function ask() {
    if (!state.dirty) queueMicrotask(() => { place(); pump(); });
    state.dirty = true;
  }

  function send(type, extra = {}) {
    holdIcon();
    dom.box.dataset.waiting = ++state.waiting;
    clearTimeout(silence);
    silence = setTimeout(onSilence, SILENT);
    model.send({ type, id, have: state.version, epoch: model.get("epoch"), state: values(), ...extra });
  }

  function pump() {
    clearTimeout(idle);
    if (closed || bare || !alive()) return;
    if (state.dirty && state.waiting < IN_FLIGHT) sendNow();
    else if (more && !state.waiting) idle = setTimeout(() => { if (!state.waiting) send("refine"); }, 60);
  }

  function sendNow() {
    if (!state.dirty || bare) return;
    reachAims();
    state.dirty = false;
    send("state");
  }

  function alive() {
    const live = !Object.values(state.controls).some((control) => control.comm_live === false);
    if (!live) {
      state.live = false;
      say("The kernel of this figure is gone (restarted or stopped): run its cell again to bring it back.");
    }
    return live;
  }

  function onSilence() {
    if (closed || !alive()) return;
    if (state.live) say("Waiting for the kernel: a cell is still running, or its connection is lost.");
    else say(NOT_CARRIED);
  }

  // Some front ends drop what a message carries beside its text. The still arrives as a value does:
  // from now on the kernel sends that one, as where no messages arrive at all.
  const whole = ({ tiles, geometry }, buffers) =>
    (!tiles.length || buffers?.[0]?.byteLength) && (!geometry || buffers?.[1]?.byteLength);

  function askForStill() {
    bare = true;
    clearTimeout(silence);
    dom.box.dataset.waiting = state.waiting = 0;
    model.send({ type: "still", id, ...view });
    say(NOT_CARRIED);
  }

  function onMessage(content, buffers) {
    if (content.type === "replaced") return leaveNote();
    if (content.view !== id || bare) return;
    if (content.type === "frame" && !state.live && !whole(content, buffers)) return askForStill();
    if (content.type !== "frame") return onAnswered();
    if (arrived) onAnswered(); // the one before is out of date: it is left out
    arrived = [content, buffers];
    if (!showing) showNewest();
  }

  // A request counts as under way until its picture is shown: what is asked for is what can be seen.
  function onAnswered() {
    dom.box.dataset.waiting = state.waiting = Math.max(0, state.waiting - 1);
    if (!state.waiting) clearTimeout(silence);
    pump();
  }

  function onBroken(error) {
    say(`The picture could not be shown: ${error.message}`);
    reportError(error);
  }

  // ---- showing frames -------------------------------------------------------------------------

  // Decoding takes a while, and longer in a busy page; meanwhile newer pictures may arrive.
  async function showNewest() {
    showing = true;
    while (arrived) {
      const newest = arrived;
      arrived = null;
      await show(...newest).catch(onBroken);
      onAnswered();
    }
    showing = false;
  }

  const bitmap = (bytes) => createImageBitmap(new Blob([bytes], { type: "image/png" }));

  async function show(frame, buffers) {
    const overlay = frame.tiles.length ? await bitmap(buffers[0]) : null;
    if (frame.geometry) {
      background = await bitmap(buffers[1]);
      geometry = frame.geometry;
      state.version = frame.version;
      dom.canvas.width = background.width;
      dom.canvas.height = background.height;
      dom.still.hidden = true;
      dom.canvas.hidden = false;
    } else if (frame.version !== state.version) return ask();
    const pen = dom.canvas.getContext("2d", { alpha: false });
    pen.drawImage(background, 0, 0);
    const { tile, tiles } = frame, across = overlay?.width / tile;
    for (const [i, [x, y]] of tiles.entries())
      pen.drawImage(overlay, (i % across) * tile, Math.floor(i / across) * tile, tile, tile, x, y, tile, tile);
    places = frame.places;
    more = frame.more;
    if (closed) return; // while it was decoded: the controls have their own words again
    for (const control of Object.values(state.controls)) quieten(control);
    state.live = true;
    sayRefused();
    tell(frame);
    markPreset(frame.preset);
    place();
    dom.box.dataset.frame = ++state.frames;
    dom.box.dataset.kernelMs = frame.ms;
  }

  // The same words written anew would be laid out anew.
  function write(line, words) {
    if (line.textContent !== words) line.textContent = words;
  }

  let spoken = 0;
  function tell(frame) {
    write(dom.verdict, frame.verdict);
    dom.canvas.setAttribute("aria-label", frame.alt);
    const [goal, reached] = frame.goal;
    dom.goal.hidden = !goal;
    write(dom.goal, goal ? `${reached ? "✓" : "○"} Goal: ${goal}` : "");
    dom.goal.classList.toggle("reached", reached);
    clearTimeout(spoken); // a screen reader hears the verdict once it has settled, not each frame
    spoken = setTimeout(() => { dom.spoken.textContent = `${frame.verdict} ${reached ? "Goal reached." : ""}`; }, 700);
  }

  // The button whose settings are those of the picture.
  function markPreset(words) {
    for (const button of el.closest(".mathlib-live")?.querySelectorAll(".widget-button") ?? []) {
      const here = words !== "" && button.textContent === words;
      button.classList.toggle("mathlib-in-force", here);
      if (here) button.setAttribute("aria-pressed", "true");
      else button.removeAttribute("aria-pressed");
    }
  }

  function say(text) {
    dom.message.textContent = text;
    dom.message.hidden = !text;
  }

  // A text that is not taken is the learner's slip, no error: the last good picture stays.
  function sayRefused() {
    const refused = Object.values(model.get("refused")).filter((why) => why);
    if (!model.get("error")) say(refused.join(" "));
  }

  function showError() {
    say(model.get("error"));
    sayRefused();
    dom.box.classList.toggle("broken", Boolean(model.get("error")));
  }

  // Its cell was run in another window: JupyterLab hides what this one shows, without a word.
  function leaveNote() {
    const place = el.closest(".jp-OutputArea-output");
    if (closed || !place) return;
    const note = document.createElement("div"), picture = new Image(), words = document.createElement("p");
    note.className = "mathlib-replaced jp-OutputArea-output";
    picture.src = state.live ? dom.canvas.toDataURL() : dom.still.src;
    picture.alt = dom.canvas.getAttribute("aria-label");
    picture.width = dom.stage.clientWidth;
    words.textContent = "The cell of this figure was run in another window, and the figure lives there now: " +
      "run the cell here (Shift + Enter) to bring it back.";
    note.append(picture, words);
    place.after(note);
  }

  function showStill() {
    const bytes = model.get("still");
    if (!bytes?.byteLength || state.live) return;
    if (dom.still.src) URL.revokeObjectURL(dom.still.src);
    dom.still.src = URL.createObjectURL(new Blob([bytes], { type: "image/png" }));
    dom.still.hidden = false;
  }

  // ---- handles: drawn here, so that they follow the pointer at once ---------------------------

  const handles = [];

  function makeHandle(handle) {
    const knob = document.createElement("div");
    knob.className = "mathlib-handle";
    knob.tabIndex = 0;
    knob.setAttribute("role", "slider");
    knob.setAttribute("aria-roledescription", "draggable point");
    knob.setAttribute("aria-label", handle.label || handle.name);
    knob.dataset.handle = handle.name;
    knob.dataset.moves = (handle.x ? "x" : "") + (handle.y ? "y" : "");
    knob.hidden = true;
    knob.addEventListener("keydown", (event) => onKey(handle, event));
    dom.stage.append(knob);
    handles.push({ ...handle, knob });
  }

  const log = { linear: (v) => v, log: Math.log10 };
  const unlog = { linear: (v) => v, log: (v) => 10 ** v };

  function coordinate(handle, axis) {
    return handle[axis] in state.controls ? value(handle[axis]) : places[handle.name]?.[axis === "x" ? 0 : 1];
  }

  function fraction(value, [low, high], scale) {
    const to = log[scale] ?? log.linear;
    return (to(value) - to(low)) / (to(high) - to(low));
  }

  function place() {
    for (const handle of handles) {
      const where = geometry[handle.name];
      const x = coordinate(handle, "x"), y = coordinate(handle, "y");
      if (!where || x === undefined || y === undefined) continue;
      const [left, top, right, bottom] = where.box;
      const across = clamp(fraction(x, where.xlim, where.xscale), 0, 1);
      const up = clamp(fraction(y, where.ylim, where.yscale), 0, 1);
      handle.knob.style.left = `${100 * (left + across * (right - left))}%`;
      handle.knob.style.top = `${100 * (bottom - up * (bottom - top))}%`;
      handle.knob.hidden = false;
      const bound = handle.x ?? handle.y ?? handle.angle;
      const [low, high] = bounds(state.controls[bound]);
      handle.knob.setAttribute("aria-valuemin", plain(low));
      handle.knob.setAttribute("aria-valuemax", plain(high));
      handle.knob.setAttribute("aria-valuenow", plain(value(bound)));
      handle.knob.setAttribute("aria-valuetext", `${x.toPrecision(3)}, ${y.toPrecision(3)}`);
    }
  }

  // ARIA knows no powers of ten: 1e-7 must be written out.
  const { format: plain } = new Intl.NumberFormat("en-US", { useGrouping: false, maximumSignificantDigits: 12 });

  const clamp = (v, low, high) => Math.min(Math.max(v, low), high);

  function bounds(control) {
    const [low, high, base] = ["min", "max", "base"].map((key) => control.get(key));
    return base ? [base ** low, base ** high] : [low, high];
  }

  function move(name, wished) {
    const control = state.controls[name];
    if (!control) return;
    const [low, high] = bounds(control), step = control.get("step"), base = control.get("base");
    let rounded = wished;
    if (base) rounded = base ** (Math.round(Math.log(wished) / Math.log(base) / step) * step);
    else if (step) rounded = Number((low + Math.round((wished - low) / step) * step).toPrecision(12));
    const aim = clamp(rounded, low, high);
    if (aim === value(name)) return;
    aims[name] = aim;
    if (state.live) ask();
    else reachAims();
  }

  // A handle on a dial: only the direction counts in which the pointer is.
  function turn(handle, x, y) {
    const [cx, cy] = handle.around.length ? handle.around.map(value) : [0, 0];
    const [low, high] = bounds(state.controls[handle.angle]), degrees = (180 / Math.PI) * Math.atan2(y - cy, x - cx);
    move(handle.angle, low + ((degrees - low) % (high - low) + (high - low)) % (high - low));
  }

  function onKey(handle, event) {
    const by = { ArrowLeft: ["x", -1], ArrowRight: ["x", 1], ArrowDown: ["y", -1], ArrowUp: ["y", 1] }[event.key];
    if (!by) return;
    event.preventDefault();
    let [axis, sign] = by;
    if (handle.angle) axis = "angle";
    if (!handle[axis]) axis = axis === "x" ? "y" : "x"; // one free coordinate: every arrow moves it
    const [bottom, top] = geometry[handle.name]?.ylim ?? [0, 1];
    if (axis === "y" && bottom > top) sign = -sign; // the rows of a photograph count downwards
    const control = state.controls[handle[axis]];
    const [low, high] = bounds(control), base = control.get("base"), big = event.shiftKey ? 10 : 1;
    if (base) move(handle[axis], value(handle[axis]) * base ** (sign * big * control.get("step")));
    else move(handle[axis], value(handle[axis]) + sign * big * Math.max(control.get("step") || 0, (high - low) / 100));
  }

  // A press anywhere in the axes of a handle takes hold of the nearest one there.
  let held = null;
  function grab(event) {
    if (event.button !== 0 || event.buttons !== 1 || !state.live) return; // a pen's barrel is no drag
    if (event.pointerType === "touch" && !event.target.matches(".mathlib-handle")) return; // it scrolls
    const frame = dom.canvas.getBoundingClientRect();
    const near = within(event, frame)[0];
    if (!near) return;
    held = { ...near, frame }; // measuring the page anew at each move would lay it out each time
    dom.stage.setPointerCapture(event.pointerId);
    held.knob.focus({ preventScroll: true });
    held.knob.classList.add("held");
    event.preventDefault();
    drag(event);
  }

  // The handles in whose axes the pointer is, the nearest first; before all, the one it is on.
  function within(event, frame) {
    const at = [(event.clientX - frame.left) / frame.width, (event.clientY - frame.top) / frame.height];
    return handles
      .filter((h) => h.knob === event.target || inside(geometry[h.name]?.box, at))
      .map((h) => [h.knob === event.target ? -1 : Math.hypot(
        (parseFloat(h.knob.style.left) / 100 - at[0]) * frame.width,
        (parseFloat(h.knob.style.top) / 100 - at[1]) * frame.height), h])
      .sort((a, b) => a[0] - b[0])
      .map(([, handle]) => handle);
  }

  // The right button and a long press belong to the drag where a handle is: JupyterLab would offer
  // "Delete Cell". Shift + right button stays the browser's own menu.
  function keepMenu(event) {
    if (event.shiftKey || !within(event, dom.canvas.getBoundingClientRect()).length) return;
    event.preventDefault();
    event.stopPropagation();
  }

  const inside = (box, [x, y]) => box && x >= box[0] && x <= box[2] && y >= box[1] && y <= box[3];

  function drag(event) {
    if (!held) return;
    const { frame } = held, { box, xlim, ylim, xscale, yscale } = geometry[held.name];
    const data = (part, [low, high], scale) => {
      const to = log[scale] ?? log.linear, from = unlog[scale] ?? unlog.linear;
      return from(to(low) + clamp(part, 0, 1) * (to(high) - to(low)));
    };
    const across = ((event.clientX - frame.left) / frame.width - box[0]) / (box[2] - box[0]);
    const up = (box[3] - (event.clientY - frame.top) / frame.height) / (box[3] - box[1]);
    const x = data(across, xlim, xscale), y = data(up, ylim, yscale);
    if (held.x) move(held.x, x);
    if (held.y) move(held.y, y);
    if (held.angle) turn(held, x, y);
  }

  function release() {
    if (!held) return;
    held.knob.classList.remove("held");
    held = null;
  }

  // ---- the page around: size, theme, keyboard, names ------------------------------------------

  const cleanups = [];
  const on = (target, name, action, options) => {
    target.addEventListener(name, action, options);
    cleanups.push(() => target.removeEventListener(name, action, options));
  };

  function look() {
    const width = dom.stage.clientWidth;
    if (!width || !alive()) return;
    const theme = document.body.dataset.jpThemeLight === "false" ? "dark" : "light";
    const sharpness = Math.min(window.devicePixelRatio || 1, 2);
    // A pixel of the picture is one of the screen, else letters blur; a quarter outlives rounding.
    const scale = (Math.floor(width * sharpness) + 0.25) / dom.width;
    const now = `${theme} ${scale.toFixed(5)}`;
    dom.box.dataset.theme = theme;
    if (now === dom.box.dataset.look) return;
    dom.box.dataset.look = now;
    view = { theme, scale };
    if (bare) askForStill();
    else send("view", view);
  }

  let resizing = 0;
  function watchSize() {
    const later = () => { clearTimeout(resizing); resizing = setTimeout(look, 120); };
    const size = new ResizeObserver(later);
    size.observe(dom.box);
    const theme = new MutationObserver(later); // the page is hidden while a theme loads
    theme.observe(document.body, { attributes: true, attributeFilter: ["data-jp-theme-light"] });
    on(window, "resize", later);
    const sharpness = () => { // a window dragged to a finer screen
      later();
      on(matchMedia(`(resolution: ${window.devicePixelRatio}dppx)`), "change", sharpness, { once: true });
    };
    sharpness();
    cleanups.push(() => { size.disconnect(); theme.disconnect(); });
    look();
  }

  // Else each frame of one figure pays for the layout of all others. Set here and not in the style
  // sheet: inside the skipped cells of JupyterLab a figure that one jumps to would stay empty.
  function skipOffScreen(root) {
    const seen = new IntersectionObserver((entries) => {
      root.style.contentVisibility = entries.at(-1).isIntersecting ? "visible" : "auto";
    });
    seen.observe(root);
    cleanups.push(() => seen.disconnect());
  }

  // For the last row of a class: the figure fills the window. A popover stands above all that the
  // page holds, wherever it is in the page; the class is for the style sheet.
  function offerPresenting(root) {
    const row = root.querySelector(".mathlib-presets");
    if (!row || !root.showPopover) return;
    const button = document.createElement("button"), icon = document.createElement("i");
    icon.className = "fa fa-expand";
    icon.ariaHidden = "true";
    button.className = "jupyter-button mathlib-present";
    button.append(icon, "Present");
    button.title = "The figure fills the window; Esc leaves";
    let scrolled = [];
    const present = (starts) => {
      if (starts === root.classList.contains("mathlib-presented")) return;
      root.classList.toggle("mathlib-presented", starts);
      button.setAttribute("aria-pressed", String(starts));
      if (starts) {
        scrolled = [];
        for (let part = root.parentElement; part; part = part.parentElement) scrolled.push([part, part.scrollTop]);
        root.popover = "manual";
        root.showPopover();
      } else {
        root.hidePopover();
        root.removeAttribute("popover"); // a closed popover is not shown at all
      }
      button.focus({ preventScroll: true });
      for (const [part, top] of scrolled) part.scrollTop = top;
    };
    button.setAttribute("aria-pressed", "false");
    on(button, "click", () => present(!root.classList.contains("mathlib-presented")));
    on(window, "keydown", (event) => { if (event.key === "Escape") present(false); });
    row.append(button);
    cleanups.push(() => { present(false); button.remove(); });
  }

  // The host's shortcuts must not take the keys of a figure. JupyterLab listens where the key comes
  // up from the figure; Notebook 7 on its way down, and leaves alone what bears a mark.
  const LEFT_ALONE = "lmSuppressShortcuts";
  function keepKeys(root) {
    const leaves = (event) => event.ctrlKey || event.metaKey || event.key === "Tab" ||
      event.key === "Escape" || (event.shiftKey && event.key === "Enter");
    on(window, "keydown", (event) => {
      if (!root.contains(event.target)) return;
      if (event.key === "Enter") readNumber(event);
      if (leaves(event)) delete event.target.dataset[LEFT_ALONE];
      else event.target.dataset[LEFT_ALONE] = "true";
    }, { capture: true });
    on(root, "keydown", (event) => { if (!leaves(event)) event.stopPropagation(); });
  }

  // The number typed beside a slider is read here, and set as it was typed. ipywidgets would read
  // "0,05" as 0, round to the slider's step, and forget what was typed if the box is left by Tab.
  const NUMBER_BOX = ".widget-readout[contenteditable=true]";

  function remember(event) {
    if (event.target.matches?.(NUMBER_BOX)) event.target.dataset.shown = event.target.textContent;
  }

  function readNumber(event) {
    const box = event.target, control = box.matches?.(NUMBER_BOX) && controlBeside(box);
    if (!control) return;
    event.stopPropagation();
    if (event.type === "keydown") event.preventDefault();
    const { shown } = box.dataset, typed = box.textContent;
    if (typed === shown) return; // it was only looked at
    const number = asNumber(typed.trim(), control.get("readout_format")?.includes(","));
    box.classList.toggle("mathlib-refused", number === null);
    box.textContent = shown;
    if (number === null) {
      say(`“${typed.trim()}” is no number, so the value stays as it was. Type one like 0.05, 0,05 or 1e-3.`);
      return;
    }
    const whole = control.get("_model_name").startsWith("Int");
    const wished = clamp(whole ? Math.round(number) : number, ...bounds(control));
    control.set("value", wished);
    meant[control.model_id] = [control.get("value"), wished];
    control.save_changes();
    if (asNumber(box.textContent, true) !== wished) box.textContent = plain(wished);
    box.dataset.shown = box.textContent;
    sayRefused();
  }

  function controlBeside(box) {
    const label = box.closest(".widget-slider")?.querySelector(".widget-label")?.textContent;
    return Object.values(state.controls).find((control) => control.get("description") === label);
  }

  // ipywidgets leaves its sliders without a name and a value in words, the numbers beside them
  // without a role, and the buttons of its player without a name; screen readers need all of them.
  function nameControls() {
    const root = el.closest(".mathlib-live");
    if (closed) return;
    if (!root) return setTimeout(nameControls, 100);
    root.style.maxWidth = dom.box.style.maxWidth; // no slider is longer than the picture is wide
    offerPresenting(root);
    skipOffScreen(root);
    keepKeys(root);
    on(root, "focus", remember, { capture: true });
    on(root, "blur", readNumber, { capture: true });
    on(root, "click", () => { if (alive()) sendNow(); }, { capture: true }); // a button finds the kernel up to date
    const name = () => {
      for (const label of root.querySelectorAll(".widget-label[title=null]")) label.removeAttribute("title");
      for (const player of root.querySelectorAll(".widget-play"))
        for (const [i, button] of player.querySelectorAll("button").entries())
          button.title ||= ["Play or pause", "Stop", "Repeat"][i];
      for (const slider of root.querySelectorAll(".widget-slider")) {
        for (const number of slider.querySelectorAll(".widget-readout:not([role])")) number.setAttribute("role", "textbox");
        const label = slider.querySelector(".widget-label")?.textContent ?? "";
        const value = slider.querySelector(".widget-readout")?.textContent ?? "";
        for (const part of slider.querySelectorAll(".noUi-handle, .widget-readout")) {
          if (part.getAttribute("aria-label") !== label) part.setAttribute("aria-label", label);
          if (part.matches(".noUi-handle") && part.getAttribute("aria-valuetext") !== value)
            part.setAttribute("aria-valuetext", value);
        }
      }
    };
    let soon = 0;
    const watch = new MutationObserver(() => { clearTimeout(soon); soon = setTimeout(name, 150); });
    watch.observe(root, { childList: true, subtree: true, characterData: true });
    cleanups.push(() => watch.disconnect());
    name();
  }

  on(dom.stage, "pointerdown", grab);
  on(dom.stage, "pointermove", drag);
  on(dom.stage, "pointerup", release);
  on(dom.stage, "pointercancel", release);
  on(dom.stage, "contextmenu", keepMenu);
  model.on("msg:custom", onMessage);
  model.on("change:error", showError);
  model.on("change:refused", sayRefused);
  model.on("change:still", showStill);
  model.on("change:epoch", ask); // what was asked for before it was not taken
  model.on("comm_live_update", alive);
  showStill();
  showError();
  connect().catch(onBroken);
  return () => {
    closed = true;
    clearTimeout(idle); clearTimeout(silence); clearTimeout(resizing); clearTimeout(spoken);
    cleanups.forEach((undo) => undo());
    if (dom.still.src) URL.revokeObjectURL(dom.still.src);
  };
}

// The number that "0,05", "1e-3" or "−2" means, or null for what is no number.
function asNumber(typed, grouped) {
  let text = typed.normalize("NFKC").replace(/[−–]/g, "-").replace(/[\s_'’]/g, "");
  if (grouped && /^[+-]?\d{1,3}(,\d{3})+(\.\d*)?$/.test(text)) text = text.replaceAll(",", "");
  text = text.replace(",", ".");
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : null;
}

function build(el, model) {
  const make = (tag, className, parent, attributes = {}) => {
    const node = document.createElement(tag);
    node.className = className;
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
    parent.append(node);
    return node;
  };
  const [width, height] = model.get("size");
  const box = make("div", "mathlib-canvas", el, { role: "group", "aria-label": model.get("title") });
  box.style.maxWidth = `${1.6 * width}px`;
  box.style.setProperty("--shape", width / height);
  const stage = make("div", "mathlib-stage", box);
  stage.style.aspectRatio = `${width} / ${height}`;
  const still = make("img", "mathlib-still", stage, { alt: model.get("title") });
  still.hidden = true;
  const canvas = make("canvas", "mathlib-picture", stage, { role: "img", "aria-label": model.get("title") });
  canvas.hidden = true;
  const verdict = make("div", "mathlib-verdict", box);
  const goal = make("div", "mathlib-goal", box);
  const message = make("div", "mathlib-message", box, { role: "alert" });
  const spoken = make("div", "mathlib-spoken", box, { role: "status", "aria-live": "polite" });
  goal.hidden = message.hidden = true;
  return { width, box, stage, still, canvas, verdict, goal, message, spoken };
}

export default { render };
