import { ClaimsPage } from './claims/page';
import type { Page } from './page';
import { PlayPage } from './play/page';
import { RulePage } from './rule/page';

/** The pages in the order of the bar. */
export const pagesOf = (): Page[] => [new PlayPage(), new RulePage(), new ClaimsPage()];
