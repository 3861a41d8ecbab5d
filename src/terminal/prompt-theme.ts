import type { Canvas } from './terminal.js';

/**
 * How Inquirer draws: with our signs and our decision about colour. Left to itself it decides by
 * stdout, which may be a pipe while the prompt is on stderr.
 */
export function promptTheme({ style, glyphs }: Canvas) {
  return {
    prefix: { idle: style.cyan('?'), done: style.green(glyphs.done) },
    spinner: { interval: 120, frames: ['|', '/', '-', '\\'] },
    icon: { cursor: '>' },
    style: {
      message: (text: string) => style.bold(text),
      answer: (text: string) => style.cyan(text),
      error: (text: string) => style.red(`${glyphs.failed} ${text}`),
      defaultAnswer: (text: string) => style.dim(`(${text})`),
      help: (text: string) => style.dim(text),
      highlight: (text: string) => style.cyan(text),
      key: (text: string) => style.bold(text),
      description: (text: string) => style.dim(text),
      disabled: (text: string) => style.dim(text),
      keysHelpTip: () => style.dim('arrow keys choose, Enter takes'),
    },
  };
}
