import { ClaimsPage } from './claims/page';
import { LengthPage } from './length/page';
import type { Page } from './page';
import { PlayPage } from './play/page';
import { RulePage } from './rule/page';
import { WorldsPage } from './worlds/page';

/** The pages in the order of the bar. */
export const pagesOf = (): Page[] => [new PlayPage(), new WorldsPage(), new RulePage(), new LengthPage(), new ClaimsPage()];
