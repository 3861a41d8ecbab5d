import type { Ask, Handover } from './task.js';

/**
 * Guide lines 15 and 16: the address where people begin. The default one is derived; only the
 * console knows whether it was customised (AWS IAM Identity Center user guide,
 * howtochangeURL; no API returns it).
 */
export function accessPortalHandover<T>(
  settingsLink: string,
  derived: string,
  read: Ask<T>['read'],
): Handover<T> {
  return {
    step: 'access-portal',
    what: 'the AWS access portal sign-in URL',
    link: settingsLink,
    instructions: [
      'Open the link: Settings, tab "Identity source", Actions → "Manage authentication".',
      'Read "AWS access portal sign-in URL". It differs from the default only if somebody customised it.',
    ],
    files: [],
    bring: ['--portal-url URL or AUTHENTIK_AWS_PORTAL_URL'],
    ask: {
      input: 'portal-url',
      question: 'AWS access portal sign-in URL',
      where: 'The default one is proposed; Enter takes it.',
      propose: derived,
      read,
    },
  };
}
