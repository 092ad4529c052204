import { fill, h, s } from '../dom';
import { saving } from '../controls';
import { csv, grouped, many } from '../model/text';
import { census, type Group } from './census';
import type { World } from './world';

/** How many pictures the chart goes back. */
const MOST = 300;

/** Generation, population over time, and what lies apart. */
export class Counts {
  private population: number[] = [];
  private generations: number[] = [];
  private readonly numbers = h('dl', { class: 'numbers' });
  private readonly chart = h('div', { class: 'chart' });
  private readonly list = h('div', {});
  readonly element = h('div', { class: 'tally' }, this.numbers, this.chart, this.list, saving('population', () => csv([['generation', 'cells not empty'], ...this.population.map((n, k) => [this.generations[k], n])])));

  forget(): void { this.population = []; this.generations = []; }

  /** Takes the last count back. */
  back(): void { this.population.pop(); this.generations.pop(); }

  show(world: World, push: boolean): void {
    const cells = world.cells();
    let n = 0;
    for (let k = 0; k < cells.length; k++)
      if (cells[k])
        n++;
    if (push) {
      this.population = [...this.population, n].slice(-MOST);
      this.generations = [...this.generations, world.generation].slice(-MOST);
    }
    fill(this.numbers, h('div', {}, h('dt', {}, 'generation'), h('dd', {}, grouped(world.generation))), h('div', {}, h('dt', {}, world.symbols === 2 ? 'cells alive' : 'cells not empty'), h('dd', {}, grouped(n))));
    const top = Math.max(1, ...this.population), w = 240 / Math.max(60, this.population.length - 1);
    fill(this.chart, s('svg', { viewBox: '0 0 240 48', preserveAspectRatio: 'none', role: 'img', 'aria-label': `Population over the last ${this.population.length} pictures, from ${grouped(Math.min(top, ...this.population))} to ${grouped(top)}` },
      s('path', { d: 'M0 47.5h240', class: 'base' }), s('polyline', { points: this.population.map((p, k) => `${(k * w).toFixed(1)},${(46 - (44 * p) / top).toFixed(1)}`).join(' '), class: 'line' })));
  }

  /** Lists the groups, where there are two symbols and not too many cells; null elsewhere. */
  groups(world: World): { groups: Group[]; total: number } | null {
    const found = world.symbols === 2 && world.width <= 512 ? census(world.cells(), world.width, world.torus) : null;
    fill(this.list, found ? [h('p', { class: 'muted' }, `${many(found.total, 'group')} of touching cells.`), h('ul', { class: 'census' }, found.groups.slice(0, 7).map(g => h('li', {}, h('span', {}, g.name), h('b', {}, grouped(g.count)))))] : []);
    return found;
  }
}
