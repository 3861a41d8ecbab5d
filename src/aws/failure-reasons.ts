/** A failure of an assignment or a provisioning, explained. */
export interface ExplainedReason {
  readonly reason: string;
  readonly next?: string;
}

/**
 * AWS's own words for why an assignment or a provisioning failed (`FailureReason`), and what to do.
 * The words were seen in public issues: hashicorp/terraform-provider-aws, awslabs/
 * landing-zone-accelerator-on-aws#496, pulumi/pulumi-aws#1927. What is not known stands as it is.
 */
export function explainReason(words: string | undefined): ExplainedReason {
  if (words === undefined || words === '') return { reason: 'AWS gave no reason' };
  const policy = /Not supported policy (\S+?)\.?$/.exec(words)?.[1];
  if (policy !== undefined) return missingPolicy(policy);
  if (/Access denied by IAM/.test(words)) {
    return {
      reason: words,
      next: 'In the management account these credentials need the rights on IAM that the README lists; elsewhere look for a service control policy that keeps IAM Identity Center from making roles.',
    };
  }
  if (/assignee .* was not found/.test(words)) {
    return { reason: words, next: 'Run this again once the group or user is there.' };
  }
  if (/quota|limit exceeded/i.test(words)) {
    return {
      reason: words,
      next: 'Have the quota raised in that account, or name fewer policies: an IAM role takes 10 by default.',
    };
  }
  return { reason: words };
}

function missingPolicy(arn: string): ExplainedReason {
  const [, account = 'aws', policy = arn] = /^arn:[^:]*:iam::([^:]*):policy\/(.*)$/.exec(arn) ?? [];
  if (account === 'aws') {
    return {
      reason: `AWS manages no policy ${policy} (${arn})`,
      next: 'Look its name and path up in IAM → Policies, and give the ARN: --policy ARN',
    };
  }
  return {
    reason: `the account has no policy ${policy}`,
    next: `Make the customer-managed policy ${policy} there, with this very path.`,
  };
}
