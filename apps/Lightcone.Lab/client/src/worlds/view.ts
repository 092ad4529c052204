import { rgb, symbolColor, tokens } from '../theme';

/** A window on a world: where its middle looks, and how many pixels a cell has (below 1: many cells a pixel). */
export class WorldView {
  x = 0;
  y = 0;
  scale = 4;

  constructor(readonly canvas: HTMLCanvasElement) {}

  /** Shows a rectangle of the world as large as it fits. */
  fit(box: { x: number; y: number; width: number; height: number }, most = 24): void {
    const scale = Math.min(this.canvas.width / box.width, this.canvas.height / box.height);
    this.scale = Math.min(most, scale >= 1 ? Math.floor(scale) : 2 ** Math.floor(Math.log2(scale)));
    this.x = box.x + box.width / 2;
    this.y = box.y + box.height / 2;
  }

  zoom(by: number, px = this.canvas.width / 2, py = this.canvas.height / 2): void {
    const before = this.at(px, py);
    const steps = [0.25, 0.5, 1, 2, 3, 4, 6, 8, 12, 16, 24, 32];
    const now = steps.findIndex(s => s >= this.scale - 1e-9);
    this.scale = steps[Math.max(0, Math.min(steps.length - 1, (now < 0 ? steps.length - 1 : now) + by))]!;
    const after = this.at(px, py);
    this.x += before.x - after.x;
    this.y += before.y - after.y;
  }

  /** The place in the world under a pixel, as fractions of cells. */
  at(px: number, py: number): { x: number; y: number } {
    return { x: this.x + (px - this.canvas.width / 2) / this.scale, y: this.y + (py - this.canvas.height / 2) / this.scale };
  }

  /** Draws the cells; where many share a pixel, one that is not 0 is enough for it to be seen. */
  draw(cells: Uint8Array, width: number, symbols: number, cursor: { x: number; y: number } | null): void {
    const { canvas, scale } = this, g = canvas.getContext('2d')!, t = tokens(), height = cells.length / width;
    const palette = Array.from({ length: symbols }, (_, v) => pixel(symbolColor(v, symbols, t)));
    const step = scale >= 1 ? 1 : Math.round(1 / scale), unit = Math.max(1, scale);
    const origin = this.at(0, 0), x0 = Math.max(0, Math.floor(origin.x / step) * step), y0 = Math.max(0, Math.floor(origin.y / step) * step);
    const end = this.at(canvas.width, canvas.height), x1 = Math.min(width, Math.ceil(end.x)), y1 = Math.min(height, Math.ceil(end.y));
    g.fillStyle = t.paper;
    g.fillRect(0, 0, canvas.width, canvas.height);
    const columns = Math.ceil((x1 - x0) / step), rows = Math.ceil((y1 - y0) / step);
    if (columns <= 0 || rows <= 0)
      return;
    const image = new ImageData(columns, rows), pixels = new Uint32Array(image.data.buffer);
    for (let r = 0; r < rows; r++)
      for (let c = 0; c < columns; c++) {
        let v = cells[(y0 + r * step) * width + x0 + c * step]!;
        for (let dy = 0; dy < step && v === 0; dy++)
          for (let dx = 0; dx < step && v === 0; dx++)
            v = cells[(y0 + r * step + dy) * width + x0 + c * step + dx] ?? 0;
        pixels[r * columns + c] = palette[v]!;
      }
    const flat = new OffscreenCanvas(columns, rows);
    flat.getContext('2d')!.putImageData(image, 0, 0);
    g.imageSmoothingEnabled = false;
    const left = Math.round((x0 - origin.x) * scale), top = Math.round((y0 - origin.y) * scale);
    g.drawImage(flat, left, top, columns * unit, rows * unit);
    if (scale >= 8) {
      g.strokeStyle = t.paper;
      g.lineWidth = 1;
      g.beginPath();
      for (let c = 0; c <= columns; c++) { g.moveTo(left + c * scale - 0.5, top); g.lineTo(left + c * scale - 0.5, top + rows * scale); }
      for (let r = 0; r <= rows; r++) { g.moveTo(left, top + r * scale - 0.5); g.lineTo(left + columns * scale, top + r * scale - 0.5); }
      g.stroke();
    }
    g.strokeStyle = t.control;
    g.lineWidth = 1;
    g.strokeRect(Math.round(-origin.x * scale) - 0.5, Math.round(-origin.y * scale) - 0.5, width * scale + 1, height * scale + 1);
    if (cursor) {
      const size = Math.max(5, scale);
      for (const [color, line] of [[t.paper, 4], [t.ink, 2]] as const) {
        g.strokeStyle = color;
        g.lineWidth = line;
        g.strokeRect((cursor.x - origin.x) * scale - 0.5, (cursor.y - origin.y) * scale - 0.5, size, size);
      }
    }
  }
}

/** A color as four bytes in the order of image data. */
function pixel(color: string): number {
  const [r, g, b] = rgb(color);
  return (255 << 24 | b << 16 | g << 8 | r) >>> 0;
}
