import { z } from 'zod';

/** What ListInstances tells of an instance. */
export interface InstanceSummary {
  readonly arn: string;
  /** `ssoins-…`: the last part of the ARN. */
  readonly id: string;
  readonly identityStoreId: string;
  readonly ownerAccountId: string;
  readonly name?: string | undefined;
  readonly createdDate?: Date | undefined;
  /** `ACTIVE` when it can be used; AWS may add values. */
  readonly status: string;
  /** The Region that was asked, where AWS does not say. */
  readonly primaryRegion: string;
  /** All Regions of the instance, the primary one included. */
  readonly regions: readonly string[];
}

const optionalText = z.string().optional().catch(undefined);

const instanceSchema = z.object({
  InstanceArn: z.string(),
  IdentityStoreId: z.string(),
  OwnerAccountId: z.string(),
  Name: optionalText,
  CreatedDate: z.date().optional().catch(undefined),
  Status: z.string().catch('ACTIVE'),
  PrimaryRegion: optionalText,
  Regions: z.array(z.object({ RegionName: z.string() })).catch([]),
  EncryptionConfigurationDetails: z
    .object({ KeyType: z.string(), KmsKeyArn: optionalText })
    .optional()
    .catch(undefined),
  PermissionSetsEnabled: z.boolean().optional().catch(undefined),
});

/** An instance as ListInstances or DescribeInstance answered it, checked. */
export type InstanceAnswer = z.infer<typeof instanceSchema>;

/** Joins what several calls answered about one instance; later ones win where they say something. */
export function joinAnswers(...answers: readonly (object | undefined)[]): InstanceAnswer {
  const said = answers.flatMap((answer) => Object.entries(answer ?? {}));
  return instanceSchema.parse(
    Object.fromEntries(said.filter(([, value]) => value !== undefined && value !== null)),
  );
}

/** The answer in the words of this program. */
export function summaryOf(answer: InstanceAnswer, askedRegion: string): InstanceSummary {
  const primaryRegion = answer.PrimaryRegion ?? askedRegion;
  const others = answer.Regions.map((region) => region.RegionName);
  return {
    arn: answer.InstanceArn,
    id: answer.InstanceArn.split('/').at(-1) ?? answer.InstanceArn,
    identityStoreId: answer.IdentityStoreId,
    ownerAccountId: answer.OwnerAccountId,
    name: answer.Name,
    createdDate: answer.CreatedDate,
    status: answer.Status,
    primaryRegion,
    regions: [...new Set([primaryRegion, ...others])],
  };
}
