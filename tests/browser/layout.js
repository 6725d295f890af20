// A function of the root of a live figure: sentences about what overlaps, is cut off or too wide.
root => {
    const boxes = [...root.querySelectorAll(
        ".widget-inline-hbox, .jupyter-button, .widget-play, .mathlib-stage, .mathlib-verdict")];
    const rects = boxes.map((box) => box.getBoundingClientRect());
    const name = (box) => `${box.className.split(" ").pop()} ${box.innerText.slice(0, 30)}`;
    const problems = [];
    for (let i = 0; i < boxes.length; i++) for (let j = 0; j < i; j++) {
        if (boxes[i].contains(boxes[j]) || boxes[j].contains(boxes[i])) continue;
        const [a, b] = [rects[i], rects[j]];
        const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
        const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
        if (wide > 1 && high > 1) problems.push(`${name(boxes[j])} lies over ${name(boxes[i])}`);
    }
    for (const text of root.querySelectorAll(".widget-inline-hbox, .widget-label, .jupyter-button, .widget-readout"))
        if (text.scrollWidth > text.clientWidth + 1) problems.push(`cut off: ${text.textContent}`);
    for (let box = root; box && !box.matches(".jp-OutputArea"); box = box.parentElement)
        if (box.scrollWidth > box.clientWidth + 1)
            problems.push(`${box.className}: ${box.scrollWidth} px wide in ${box.clientWidth} px`);
    const page = document.scrollingElement;
    if (page.scrollWidth > window.innerWidth) problems.push("the page scrolls sideways");
    return problems;
}
