export { catalogue } from './catalogue.js';
export { listenAtEdge } from './edge.js';
export type { Asked, Refusal } from './fault.js';
export { Faults } from './faults.js';
export { conditions, UnknownFault } from './read-fault.js';
