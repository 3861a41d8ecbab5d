import type { FaultKind } from './fault.js';
import { loginPage, loginRedirect, page } from './pages.js';

/** Something else answers: a sign-in in front of the service, or the machine's own proxy. */
export const othersAnswer: readonly FaultKind[] = [
  {
    name: 'login-page',
    sides: ['authentik', 'aws', 'scim'],
    about: '200 and a sign-in page instead of the API',
    meet: () => () => loginPage(),
  },
  {
    name: 'login-redirect',
    sides: ['authentik', 'aws', 'scim'],
    about: '302 to a sign-in page on another host',
    meet: () => () => loginRedirect(),
  },
  {
    name: 'wants-password',
    sides: ['proxy'],
    about: 'the proxy of the machine answers 407 to everything',
    proxy: () => page(407, 'Proxy Authentication Required'),
  },
  {
    name: 'bad-gateway',
    sides: ['proxy'],
    about: 'the proxy of the machine answers 502 to everything',
    proxy: () => page(502, 'Bad Gateway'),
  },
  {
    name: 'login-page',
    sides: ['proxy'],
    about: 'the proxy of the machine answers everything with a sign-in page',
    proxy: loginPage,
  },
];
