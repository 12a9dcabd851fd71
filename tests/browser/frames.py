"""The page in a frame of another document."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import ElementHandle, Frame

SOMETHING_DRAWN = """() => {
  const canvas = document.querySelector("#picture canvas");
  const data = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
  return data.some((value, at) => at % 4 === 3 && value > 0);
}"""


def drawn_in(element: ElementHandle) -> Frame:
    """Wait until the network of a frame is drawn, inside its box, and give the frame."""
    element.scroll_into_view_if_needed()
    frame = element.content_frame()
    assert frame is not None
    frame.wait_for_function("() => window.graphkit !== undefined")
    frame.wait_for_function("() => document.querySelector('#picture').clientHeight > 100")
    frame.wait_for_function(SOMETHING_DRAWN)
    assert frame.evaluate("graphkit.network.getScale()") > 0.1
    assert frame.evaluate("document.querySelectorAll('#legend-body svg').length") > 1
    return frame
