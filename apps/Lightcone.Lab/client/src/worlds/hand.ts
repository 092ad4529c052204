import type { WorldView } from './view';
import type { World } from './world';

/** The hand on a world: it paints or moves what is seen, by pointer or by a cursor. */
export class Hand {
  tool: 'paint' | 'move' = 'paint';
  /** The symbol that is painted. */
  brush = 1;
  cursor: { x: number; y: number } | null = null;
  private drag: { px: number; py: number; x: number; y: number; erase: boolean } | null = null;

  /** @param before Told before a stroke, @param after after it, @param draw whenever something is seen. */
  constructor(private readonly canvas: HTMLCanvasElement, private readonly view: WorldView, private readonly world: () => World | null, private readonly before: () => void, private readonly after: () => void, private readonly draw: () => void) {
    canvas.addEventListener('pointerdown', event => this.down(event));
    canvas.addEventListener('pointermove', event => this.moved(event));
    canvas.addEventListener('pointerup', () => {
      if (this.drag && this.tool === 'paint')
        this.after();
      this.drag = null;
    });
  }

  /** The pixel of the canvas under a pointer. */
  pixel(event: MouseEvent): { x: number; y: number } {
    const b = this.canvas.getBoundingClientRect();
    return { x: event.clientX - b.left, y: event.clientY - b.top };
  }

  /** Moves the cursor, and the view after it. */
  move([across, down]: [number, number], far: number): void {
    const { width, height } = this.world()!, { view, canvas } = this, c = this.cursor ?? { x: Math.floor(view.x) - across, y: Math.floor(view.y) - down };
    this.cursor = { x: Math.max(0, Math.min(width - 1, c.x + across * far)), y: Math.max(0, Math.min(height - 1, c.y + down * far)) };
    const half = [canvas.width / 2 / view.scale - 2, canvas.height / 2 / view.scale - 2];
    view.x = Math.max(this.cursor.x - half[0]!, Math.min(this.cursor.x + half[0]!, view.x));
    view.y = Math.max(this.cursor.y - half[1]!, Math.min(this.cursor.y + half[1]!, view.y));
    this.draw();
  }

  /** Paints or erases the cell under the cursor; false when there is no cursor. */
  press(): boolean {
    const world = this.world();
    if (!this.cursor || !world)
      return false;
    this.before();
    this.dab(this.cursor.x, this.cursor.y, world.cells()[this.cursor.y * world.width + this.cursor.x] === this.brush ? 0 : this.brush);
    this.after();
    return true;
  }

  private down(event: PointerEvent): void {
    const world = this.world();
    if (!world)
      return;
    this.canvas.setPointerCapture(event.pointerId);
    const p = this.pixel(event), at = this.view.at(p.x, p.y);
    const erase = this.tool === 'paint' && world.cells()[Math.floor(at.y) * world.width + Math.floor(at.x)] === this.brush;
    this.drag = { px: p.x, py: p.y, x: this.view.x, y: this.view.y, erase };
    if (this.tool === 'paint') {
      this.before();
      this.dab(at.x, at.y, erase ? 0 : this.brush);
    }
  }

  private moved(event: PointerEvent): void {
    if (!this.drag || !this.world())
      return;
    const p = this.pixel(event);
    if (this.tool === 'paint') {
      const from = this.view.at(this.drag.px, this.drag.py), to = this.view.at(p.x, p.y), steps = Math.max(1, Math.ceil(Math.max(Math.abs(to.x - from.x), Math.abs(to.y - from.y))));
      for (let k = 1; k <= steps; k++)
        this.dab(from.x + ((to.x - from.x) * k) / steps, from.y + ((to.y - from.y) * k) / steps, this.drag.erase ? 0 : this.brush);
      this.drag.px = p.x;
      this.drag.py = p.y;
    } else {
      this.view.x = this.drag.x - (p.x - this.drag.px) / this.view.scale;
      this.view.y = this.drag.y - (p.y - this.drag.py) / this.view.scale;
    }
    this.draw();
  }

  private dab(x: number, y: number, symbol: number): void {
    const world = this.world()!, cx = Math.floor(x), cy = Math.floor(y);
    if (cx < 0 || cy < 0 || cx >= world.width || cy >= world.height)
      return;
    const cells = world.cells().slice();
    cells[cy * world.width + cx] = symbol;
    world.load(cells);
    this.draw();
  }
}
