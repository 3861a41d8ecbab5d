import { type Check, notKnown, ok } from '../check.js';

/** With a key of your own, whoever uses Identity Center needs rights on that key as well. */
export const encryption: Check = {
  id: 'encryption',
  group: 'aws',
  title: "Encryption of the instance is in nobody's way",
  level: 'advice',
  needs: ['instance', 'aws-reads'],
  async run(context) {
    const { kms } = await context.instance();
    if (kms === undefined)
      return notKnown('AWS does not tell with which key the instance is encrypted');
    if (kms.keyType !== 'CUSTOMER_MANAGED_KEY')
      return ok('the instance is encrypted with a key of AWS');
    return ok(
      'the instance is encrypted with a KMS key of yours, and reading passes; whoever works in the console needs kms:Decrypt on it too',
      { details: kms.keyArn === undefined ? [] : [kms.keyArn] },
    );
  },
};
