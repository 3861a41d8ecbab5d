export { type SignInOutcome, signIn } from './sign-in.js';
