import { ClaimsPage } from './claims/page';
import { EncodePage } from './encode/page';
import { EnginesPage } from './engines/page';
import { FieldsPage } from './fields/page';
import { LandscapePage } from './landscape/page';
import { LearnPage } from './learn/page';
import { LengthPage } from './length/page';
import type { Page } from './page';
import { PlayPage } from './play/page';
import { RulePage } from './rule/page';
import { RunsPage } from './runs/page';
import { SpikesPage } from './spikes/page';
import { TransferPage } from './transfer/page';
import { WorldsPage } from './worlds/page';

/** The pages in the order of the bar, in groups: to see, over time, evidence. */
export const groupsOf = (): Page[][] => [
  [new PlayPage(), new WorldsPage(), new RulePage()],
  [new LearnPage(), new LengthPage(), new EnginesPage(), new EncodePage(), new SpikesPage(), new LandscapePage(), new FieldsPage(), new TransferPage()],
  [new ClaimsPage(), new RunsPage()],
];
