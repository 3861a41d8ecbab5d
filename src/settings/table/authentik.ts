import { commandsOnBoth } from '../input.js';
import { onSwitch, optional, secret } from '../row.js';
import { parseAuthentikUrl } from '../values/authentik-url.js';
import { parseToken } from '../values/token.js';

const group = 'authentik';
const commands = commandsOnBoth;

/** How authentik is reached. */
export const authentikInputs = {
  authentikUrl: optional(
    {
      key: 'authentikUrl',
      flag: '--authentik-url <url>',
      variable: 'AUTHENTIK_URL',
      group,
      commands: [...commands, 'sandbox sign-in'],
      about: 'address of authentik',
      where:
        'What the browser shows while authentik is open; the address of any of its pages will do.',
      question: 'Address of authentik',
      example: 'https://auth.example.com',
      neededToLook: true,
    },
    parseAuthentikUrl,
  ),
  authentikToken: secret(
    {
      key: 'authentikToken',
      flag: '--authentik-token-file <file>',
      variable: 'AUTHENTIK_TOKEN',
      group,
      commands,
      about: 'API token of authentik',
      where:
        'authentik admin interface → Directory → Tokens and App passwords → Create, with the intent API; the button at the end of its row copies the key.',
      question: 'API token of authentik',
      neededToLook: true,
    },
    parseToken('API token'),
  ),
  allowPlainHttp: onSwitch({
    key: 'allowPlainHttp',
    flag: '--allow-plain-http',
    group,
    commands,
    about: 'send the API token over http:// to another machine than this one',
  }),
};
