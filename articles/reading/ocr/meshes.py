"""Where the places of a page that was laid flat were on its photograph."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from articles.reading.glyphs import Box
from articles.reading.ocr.slopes import Shades

CELL = 16
"""Pixels of the flat page from one place that is remembered to the next; between them it is straight."""
BAND = 512
"""Rows that are laid flat at a time, which bounds the memory."""
ALONG = 9
"""Places along an edge of a box that are looked up, because lines of a photograph bend."""


@dataclass(frozen=True, slots=True)
class Mesh:
    """`places` tell, row by row, the x and then the y on the photograph of each point of a flat page of that width and
    height, `cell` pixels from one to the next, and of some behind its end."""

    places: Shades
    width: int
    height: int
    cell: float = CELL

    @classmethod
    def straight(cls, way: Shades, width: int, height: int) -> Mesh:
        """That of a page whose points `way`, a homography, takes to the photograph."""
        x, y = np.meshgrid(np.arange(width // CELL + 2) * CELL, np.arange(height // CELL + 2) * CELL)
        across, down, far = np.einsum("ij,jrc->irc", way, np.stack([x, y, np.ones_like(x)]))
        return cls(np.stack([across / far, down / far]).astype(np.float32), width, height)

    def shifted(self, across: Shades, down: Shades) -> Mesh:
        """That of a page each of whose points lies so many pixels further right and down on this one."""
        rows, columns = np.mgrid[0 : self.places.shape[1], 0 : self.places.shape[2]]
        return replace(self, places=self._at(columns + across / self.cell, rows + down / self.cell))

    def enlarged(self, scale: float, page: float) -> Mesh:
        """The same for a photograph of so many times as many pixels a side, and a page that is laid out so many times
        larger still."""
        width, height = (round(side * scale * page) for side in (self.width, self.height))
        return Mesh(self.places * np.float32(scale), width, height, self.cell * scale * page)

    def laid(self, photograph: Shades, outside: int) -> Shades:
        """The flat page, with that shade where it reaches out of the photograph."""
        import cv2

        page = np.empty((self.height, self.width), photograph.dtype)
        x = np.arange(self.width) / self.cell
        for top in range(0, self.height, BAND):
            y = np.arange(top, min(top + BAND, self.height)) / self.cell
            across, down = self._between(x, y)
            page[top : top + BAND] = cv2.remap(photograph, across, down, cv2.INTER_CUBIC, borderValue=outside)
        return page

    def before(self, box: Box) -> Box:
        """The box around a place of the flat page where it stood on the photograph."""
        x, y = np.linspace(box.x0, box.x1, ALONG) / self.cell, np.linspace(box.y0, box.y1, ALONG) / self.cell
        across, down = self._between(x, y)
        return Box(float(across.min()), float(down.min()), float(across.max()), float(down.max()))

    def _between(self, x: Shades, y: Shades) -> Shades:
        """The places where these columns and rows, in cells, meet."""
        row, column = _before(y, self.places.shape[1]), _before(x, self.places.shape[2])
        more = (y - row).astype(np.float32)[:, None]
        rows = self.places[:, row] * (1 - more) + self.places[:, row + 1] * more
        more = (x - column).astype(np.float32)
        return np.stack([each[:, column] * (1 - more) + each[:, column + 1] * more for each in rows])

    def _at(self, x: Shades, y: Shades) -> Shades:
        """The places of single points, in cells; beyond the mesh it goes on straight."""
        row, column = _before(y, self.places.shape[1]), _before(x, self.places.shape[2])
        right, down = (x - column).astype(np.float32), (y - row).astype(np.float32)
        above, below = (
            self.places[:, row + more, column] * (1 - right) + self.places[:, row + more, column + 1] * right
            for more in (0, 1)
        )
        return above * (1 - down) + below * down


def _before(cells: Shades, count: int) -> Shades:
    """The last of so many points of a mesh that has another behind it, before some places in cells."""
    return np.clip(np.floor(cells), 0, count - 2).astype(int)
