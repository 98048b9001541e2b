"""As many boxes as a canvas has nodes, and nothing else: what this machine's browser draws at best."""

from __future__ import annotations

from typing import Final

# Boxes in the places of the nodes, moved by their parent's style alone: dragged, and zoomed with the wheel.
PAGE: Final = """<!doctype html><style>
  body { margin: 0; overflow: hidden; background: #161513 }
  main { transform-origin: 0 0 }
  div { position: absolute; width: 280px; height: 300px; border: 1px solid #33302c; border-radius: 8px;
        background: #1e1c1a; color: #bbb; font: 13px sans-serif }
</style><main></main><script>
  const view = { x: 0, y: 0, zoom: 0.5 }, main = document.querySelector("main");
  const show = () => main.style.transform = `translate(${view.x}px, ${view.y}px) scale(${view.zoom})`;
  for (let at = 0; at < COUNT; at++) {
    const box = main.appendChild(document.createElement("div"));
    box.textContent = `A ferry at dusk, ${at}`;
    box.style.transform = `translate(${at % 25 * 340}px, ${Math.floor(at / 25) * 420}px)`;
  }
  addEventListener("mousemove", ({ buttons, movementX, movementY }) => {
    if (!buttons) return;
    view.x += movementX; view.y += movementY; show();
  });
  addEventListener("wheel", ({ deltaY, clientX, clientY }) => {
    const zoom = Math.min(2, Math.max(0.1, view.zoom * 2 ** (-deltaY * 0.002)));
    view.x = clientX - (clientX - view.x) * zoom / view.zoom;
    view.y = clientY - (clientY - view.y) * zoom / view.zoom;
    view.zoom = zoom; show();
  });
  show();
</script>"""
