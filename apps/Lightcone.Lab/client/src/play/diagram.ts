import type { Mask } from '../model/cone';
import { onSymbol, symbolColor, tokens, type Tokens } from '../theme';
import { changedAt, digitOf, type Cones, type Cursor, type Run } from './run';

/** Where everything stands, in CSS pixels. */
export interface Layout {
  width: number; height: number; left: number; right: number; cw: number; ch: number;
  /** Tops: of the operand rows, the bracket, the cells, the result. */
  inputs: number[]; digit: number; bracket: number; cells: number; result: number; small: boolean; gap: number;
}

/** Cells stay square as long as the picture fits; then rows shrink, and nothing scrolls inside. */
export function layoutOf(run: Run, width: number, room: number): Layout {
  const small = width < 520;
  const left = small ? 30 : 44, right = small ? 0 : width < 760 ? 64 : 84;
  const across = width - left - right;
  const cw = Math.min(28, across / run.n >= 6 ? Math.floor(across / run.n) : across / run.n);
  const digit = Math.max(16, Math.min(cw + 3, 20));
  const inputs = operandRows(run), hasInputs = inputs > 0;
  const top = 18;
  const bracket = hasInputs && !small ? 24 : hasInputs ? 24 : 0;
  const high = Math.max(small ? 300 : 320, Math.min(760, room - (top + inputs * digit + bracket + digit + 16)));
  const ch = Math.max(2, Math.min(small ? cw * 2 : cw, high / run.rows.length >= 6 ? Math.floor(high / run.rows.length) : high / run.rows.length));
  const first = top + inputs * digit + bracket;
  const result = first + run.rows.length * ch + 10;
  return {
    width, left, right, cw, ch, digit, small, inputs: Array.from({ length: inputs }, (_, k) => top + k * digit), bracket: top + inputs * digit + 6.5,
    cells: first, result, height: (hasResult(run) ? result + digit : result - 6) + 4, gap: cw >= 8 && ch >= 6 ? 1 : 0,
  };
}

export const operandRows = (run: Run): number => (!run.subject.inputIsFrozen ? 0 : run.subject.form === 'numbers' ? 2 : 1);
export const hasResult = (run: Run): boolean => run.read !== null;
export const columnX = (run: Run, l: Layout, i: number): number => l.left + (run.mirror ? run.n - 1 - i : i) * l.cw;

/** Which cell or digit lies under a point; null beside them. */
export function placeAt(run: Run, l: Layout, x: number, y: number): Cursor | null {
  const k = Math.floor((x - l.left) / l.cw);
  if (k < 0 || k >= run.n)
    return null;
  const i = run.mirror ? run.n - 1 - k : k;
  const row = l.inputs.findIndex(top => y >= top && y < top + l.digit);
  if (row >= 0)
    return { t: 1, i, row: row as 0 | 1 };
  const t = Math.floor((y - l.cells) / l.ch);
  return t >= 0 && t < run.rows.length ? { t, i } : null;
}

export interface Scene { run: Run; step: number; cursor: Cursor | null; cones: Cones | null }

/** Draws the whole picture. */
export function draw(g: CanvasRenderingContext2D, l: Layout, scene: Scene): void {
  const t = tokens();
  g.clearRect(0, 0, l.width, l.height);
  drawPlaces(g, l, scene, t);
  drawInputs(g, l, scene, t);
  drawCells(g, l, scene, t);
  drawCones(g, l, scene, t);
  drawTime(g, l, scene, t);
  if (hasResult(scene.run))
    drawResult(g, l, scene, t);
}

function text(g: CanvasRenderingContext2D, s: string | number, x: number, y: number, color: string, align: CanvasTextAlign, font: string): void {
  g.fillStyle = color;
  g.textAlign = align;
  g.textBaseline = 'middle';
  g.font = font;
  g.fillText(String(s), x, y);
}

function drawPlaces(g: CanvasRenderingContext2D, l: Layout, { run }: Scene, t: Tokens): void {
  const every = l.small ? 16 : run.n > 24 ? 8 : 4, font = `${l.small ? 10 : 11}px ${t.sans}`;
  for (let i = 0; i < run.n; i += every)
    text(g, i, columnX(run, l, i) + l.cw / 2, 7, t.muted, 'center', font);
  if ((run.n - 1) % every >= every / 2)
    text(g, run.n - 1, columnX(run, l, run.n - 1) + l.cw / 2, 7, t.muted, 'center', font);
  if (!l.small)
    text(g, run.mirror ? 'place' : 'cell', l.left - 8, 7, t.muted, 'right', font);
}

function drawInputs(g: CanvasRenderingContext2D, l: Layout, { run }: Scene, t: Tokens): void {
  const names = run.subject.form === 'numbers' ? ['a', `${run.subject.sign === '-' ? '\u2212' : run.subject.sign} b`] : ['input'];
  l.inputs.forEach((y, row) => {
    for (const d of run.spec.digits.filter(d => d.t === row)) {
      g.fillStyle = t['change-0'];
      g.fillRect(columnX(run, l, d.i), y, l.cw, l.digit);
    }
    digitRow(g, l, run, y, t, i => (run.subject.form === 'numbers' ? String(digitOf(run, row as 0 | 1, i)) : run.subject.frozen![run.input[i]!]!), i => digitOf(run, row as 0 | 1, i) > 0);
    text(g, l.small && row === 0 && run.subject.form !== 'numbers' ? 'in' : names[row]!, l.left - 8, y + l.digit / 2, t.muted, 'right', `12px ${t.sans}`);
  });
  if (run.chain.length < 2 || l.inputs.length === 0)
    return;
  const { from, length } = run.chain, a = columnX(run, l, from), b = columnX(run, l, from + length - 1);
  const x0 = Math.min(a, b), x1 = Math.max(a, b) + l.cw, m = l.bracket;
  g.strokeStyle = t['state-1'];
  g.lineWidth = 1;
  g.beginPath();
  g.moveTo(x0 + 0.5, m + 5);
  g.lineTo(x0 + 0.5, m);
  g.lineTo(x1 - 0.5, m);
  g.lineTo(x1 - 0.5, m + 5);
  g.stroke();
  const label = l.small ? `chain ${length}` : `longest chain: ${length} places`, font = `12px ${t.sans}`;
  g.font = font;
  const w = g.measureText(label).width + 12, mid = Math.min(Math.max(l.left + w / 2, (x0 + x1) / 2), l.left + run.n * l.cw - w / 2);
  g.fillStyle = t.paper;
  g.fillRect(mid - w / 2, m - 2, w, 5);
  text(g, label, mid, m + 1, t['state-1'], 'center', font);
}

function digitRow(g: CanvasRenderingContext2D, l: Layout, run: Run, y: number, t: Tokens, name: (i: number) => string, strong: (i: number) => boolean, unfinished?: (i: number) => boolean): void {
  for (let i = 0; i < run.n; i++) {
    const x = columnX(run, l, i), open = unfinished?.(i) ?? false;
    if (l.cw >= 9) {
      const label = name(i);
      text(g, label, x + l.cw / 2, y + l.digit / 2 + 0.5, open ? t.muted : strong(i) ? t.ink : t.muted, 'center', `${strong(i) && !open ? '600 ' : ''}${Math.min(label.length > 1 ? 10 : 12, l.cw)}px ${t.mono}`);
      if (open) {
        g.strokeStyle = t.control;
        g.lineWidth = 1;
        g.strokeRect(x + 0.5, y + 0.5, l.cw - 1, l.digit - 1);
      }
    } else {
      g.fillStyle = strong(i) ? (open ? t.control : t.frozen) : t['state-0'];
      g.fillRect(x, y + 1, l.cw - (l.cw > 5 ? 1 : 0.5), l.digit - 2);
    }
  }
}

function drawCells(g: CanvasRenderingContext2D, l: Layout, { run, step, cones }: Scene, t: Tokens): void {
  const size = run.subject.state.length, lanes = run.subject.inputIsFrozen;
  const w = l.cw - l.gap, high = l.ch - l.gap;
  for (let r = 0; r < run.rows.length; r++) {
    const shown = r <= step;
    for (let i = 0; i < run.n; i++) {
      const x = columnX(run, l, i), y = l.cells + r * l.ch, v = run.rows[r]![i]!;
      const d = shown && run.diff[r]![i] === 1 && run.spec.digits.length === 0;
      const ground = !lanes || run.open[i] ? t['state-0'] : t.closed;
      const stood = lanes && size === 2 && r > 0 && v === run.rows[r - 1]![i];
      g.globalAlpha = shown ? 1 : 0.5;
      g.fillStyle = !shown ? ground : d ? (v ? t.change : t['change-0']) : v === 0 ? ground : stood ? t.stood : symbolColor(v, size, t);
      g.fillRect(x, y, w, high);
      g.globalAlpha = 1;
      if (d)
        mark(g, x, y, w, high, v !== 0, t);
      else if (cones?.forward[r]![i]) {
        g.fillStyle = t.wash;
        g.fillRect(x, y, l.cw, l.ch);
      }
      if (shown && size > 2 && l.cw >= 12 && l.ch >= 12)
        text(g, run.subject.state[v]!, x + w / 2, y + high / 2 + 0.5, d ? t.ink : onSymbol(v, size, t), 'center', `11px ${t.mono}`);
    }
  }
}

/** A changed cell carries a notch, so that it is told from others without color; one that lost its symbol has an edge. */
function mark(g: CanvasRenderingContext2D, x: number, y: number, w: number, high: number, on: boolean, t: Tokens): void {
  if (Math.min(w, high) < 5)
    return;
  const n = Math.max(2, Math.min(w, high) * 0.38);
  g.fillStyle = on ? t.paper : t.change;
  g.beginPath();
  g.moveTo(x + w, y);
  g.lineTo(x + w - n, y);
  g.lineTo(x + w, y + n);
  g.fill();
  if (!on) {
    g.strokeStyle = t.change;
    g.lineWidth = 1;
    g.strokeRect(x + 0.5, y + 0.5, w - 1, high - 1);
  }
}

function drawCones(g: CanvasRenderingContext2D, l: Layout, { run, cursor, cones }: Scene, t: Tokens): void {
  if (!cursor || !cones)
    return;
  if (cones.thread) {
    if (cones.backward)
      thread(g, l, run, cones.backward, true, t);
    thread(g, l, run, cones.forward, false, t);
  } else {
    if (cones.backward)
      outline(g, l, run, cones.backward, true, t);
    outline(g, l, run, cones.forward, false, t);
  }
  const y = cursor.row === undefined ? l.cells + cursor.t * l.ch : l.inputs[cursor.row]!;
  const w = l.cw + (l.gap ? 0 : 1), high = (cursor.row === undefined ? l.ch : l.digit) + (l.gap ? 0 : 1), x = columnX(run, l, cursor.i) - 0.5;
  for (const [color, width] of [[t.paper, 4], [t.ink, 2]] as const) {
    g.strokeStyle = color;
    g.lineWidth = width;
    g.strokeRect(x, y - 0.5, w, high);
  }
}

/** A cone of one cell a row: a line through the cells. */
function thread(g: CanvasRenderingContext2D, l: Layout, run: Run, mask: Mask, dashed: boolean, t: Tokens): void {
  g.beginPath();
  mask.forEach((row, r) => {
    const i = row.indexOf(1);
    if (i < 0)
      return;
    const x = columnX(run, l, i) + l.cw / 2, y = l.cells + (r + 0.5) * l.ch;
    if (r > 0 && mask[r - 1]!.includes(1))
      g.lineTo(x, y);
    else
      g.moveTo(x, y);
  });
  strokeCone(g, l, dashed, t);
}

/** The border between cells inside and outside. */
function outline(g: CanvasRenderingContext2D, l: Layout, run: Run, mask: Mask, dashed: boolean, t: Tokens): void {
  const rows = run.rows.length, n = run.n;
  const on = (r: number, k: number): boolean => r >= 0 && r < rows && k >= 0 && k < n && mask[r]![run.mirror ? n - 1 - k : k] === 1;
  g.beginPath();
  for (let r = 0; r < rows; r++)
    for (let k = 0; k < n; k++) {
      if (!on(r, k))
        continue;
      const x0 = l.left + k * l.cw, y0 = l.cells + r * l.ch, x1 = x0 + l.cw, y1 = y0 + l.ch;
      if (!on(r, k - 1)) { g.moveTo(x0, y0); g.lineTo(x0, y1); }
      if (!on(r, k + 1)) { g.moveTo(x1, y0); g.lineTo(x1, y1); }
      if (!on(r - 1, k)) { g.moveTo(x0, y0); g.lineTo(x1, y0); }
      if (!on(r + 1, k) && r < rows - 1) { g.moveTo(x0, y1); g.lineTo(x1, y1); }
    }
  strokeCone(g, l, dashed, t);
}

function strokeCone(g: CanvasRenderingContext2D, l: Layout, dashed: boolean, t: Tokens): void {
  if (l.cw >= 8) {
    g.strokeStyle = t.paper;
    g.lineWidth = 3.5;
    g.stroke();
  }
  g.strokeStyle = t.cone;
  g.lineWidth = l.cw >= 8 ? 1.5 : 1;
  g.setLineDash(dashed ? [3, 3] : []);
  g.stroke();
  g.setLineDash([]);
}

function drawTime(g: CanvasRenderingContext2D, l: Layout, { run, step }: Scene, t: Tokens): void {
  const every = l.ch >= 10 ? 4 : l.ch >= 6 ? 8 : l.ch >= 3 ? 16 : 32, end = l.left + run.n * l.cw;
  for (let r = 0; r < run.rows.length; r += every)
    if (Math.abs(r - step) * l.ch > 13)
      text(g, r, l.left - 8, l.cells + (r + 0.5) * l.ch, t.muted, 'right', `11px ${t.sans}`);
  text(g, step, l.left - 8, l.cells + (step + 0.5) * l.ch, t.ink, 'right', `600 12px ${t.sans}`);
  g.strokeStyle = t.ink;
  g.lineWidth = 1;
  g.beginPath();
  const y = Math.round(l.cells + (step + 1) * l.ch) - 0.5 + (l.gap ? 0 : 0.5);
  g.moveTo(l.left - 4, y);
  g.lineTo(end - l.gap, y);
  g.stroke();
  if (l.right > 0)
    drawBars(g, l, run, step, end + 12, t);
}

function drawBars(g: CanvasRenderingContext2D, l: Layout, run: Run, step: number, x: number, t: Tokens): void {
  const counts = run.rows.map((_, r) => changedAt(run, r)), unit = (l.right - 44) / Math.max(8, ...counts);
  text(g, 'changed', x, l.cells < 30 ? 7 : l.cells - 9, t.muted, 'left', `11px ${t.sans}`);
  let free = -Infinity;
  for (let r = 1; r <= step; r++) {
    const n = counts[r]!, y = l.cells + r * l.ch;
    g.fillStyle = t['state-1'];
    if (n > 0)
      g.fillRect(x, y + (l.ch > 5 ? 1 : 0), Math.max(1, n * unit), Math.max(1, l.ch - (l.ch > 5 ? 3 : 0.5)));
    if (r === step || (n > 0 && y - free >= 10 && (step - r) * l.ch >= 12)) {
      text(g, n, x + n * unit + 4, y + l.ch / 2, r === step ? t.ink : t.muted, 'left', `${r === step ? '600 ' : ''}11px ${t.sans}`);
      free = y;
    }
  }
  if (run.rest >= 0 && step > run.rest)
    text(g, 'at rest', x + 14, l.cells + (step + 0.5) * l.ch, t.ink, 'left', `11px ${t.sans}`);
}

function drawResult(g: CanvasRenderingContext2D, l: Layout, { run, step }: Scene, t: Tokens): void {
  const now = run.read![step]!, end = run.read![run.rows.length - 1]!, names = run.subject.readout!.output;
  const wrong = (i: number): boolean => now[i] !== end[i];
  digitRow(g, l, run, l.result, t, i => names[now[i]!] ?? '', i => now[i]! > 0, wrong);
  const label = run.subject.sign === '+' ? 'sum' : run.subject.form === 'numbers' ? 'result' : 'read';
  text(g, label, l.left - 8, l.result + l.digit / 2, t.muted, 'right', `${l.small ? 10 : 12}px ${t.sans}`);
  if (l.right === 0)
    return;
  const left = now.reduce((n, _, i) => n + (wrong(i) ? 1 : 0), 0);
  text(g, `${left} to go`, l.left + run.n * l.cw + 12, l.result + l.digit / 2, left > 0 ? t.muted : t.ink, 'left', `11px ${t.sans}`);
}
