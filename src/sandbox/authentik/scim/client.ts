import type { Row } from '../world/row.js';
import type { World } from '../world/world.js';
import type { Links } from './links.js';
import type { ProviderConfig } from './provider-config.js';
import type { Send } from './remote.js';

/** All that is needed to write the objects of one provider to the other side. */
export interface Client {
  readonly world: World;
  readonly provider: Row;
  readonly links: Links;
  readonly config: ProviderConfig;
  readonly send: Send;
}
