import { z } from 'zod';
import type { Instance } from '../world/instance.js';
import type { PermissionSet } from '../world/permission-set.js';
import { type Operation, readInput, seconds } from './call.js';
import { AwsError } from './errors.js';
import { pageOf, pagingInput } from './paging.js';
import {
  accessInstanceOf,
  changeablePermissionSetOf,
  permissionSetOf,
} from './permission-set-access.js';

/** One to twelve hours (user guide, howtosessionduration). */
const sessionDuration = z
  .string()
  .max(100)
  .regex(/^PT(?:\d+H)?(?:\d+M)?(?:\d+S)?$/)
  .refine((text) => hoursOf(text) >= 1 && hoursOf(text) <= 12, 'from PT1H to PT12H');

const listInput = z.object({ InstanceArn: z.string(), ...pagingInput });
const oneInput = z.object({ InstanceArn: z.string(), PermissionSetArn: z.string() });
const tagsInput = z.object({
  InstanceArn: z.string(),
  ResourceArn: z.string(),
  NextToken: z.string().optional(),
});

/** The limits are those of the AWS SDK's model. */
const described = {
  Description: z
    .string()
    .min(1)
    .max(700)
    .regex(/^[\t\n\r\x20-\x7E\xA1-\xFF]*$/)
    .optional(),
  SessionDuration: sessionDuration.optional(),
  RelayState: z.string().min(1).max(240).optional(),
};

const createInput = z.object({
  InstanceArn: z.string(),
  Name: z
    .string()
    .min(1)
    .max(32)
    .regex(/^[\w+=,.@-]+$/),
  ...described,
  Tags: z
    .array(z.object({ Key: z.string().min(1).max(128), Value: z.string().max(256) }))
    .max(75)
    .optional(),
});

/** IAM Identity Center: permission sets, without what they permit. */
export const permissionSetOperations: Readonly<Record<string, Operation>> = {
  ListPermissionSets: (call) => {
    const input = readInput(call, listInput);
    const { permissionSets } = accessInstanceOf(call, input.InstanceArn).access;
    const arns = permissionSets.map(({ arn }) => arn);
    const { items, ...rest } = pageOf(arns, { ...input, pageSize: call.pageSize });
    return { PermissionSets: items, ...rest };
  },

  DescribePermissionSet: (call) => {
    const input = readInput(call, oneInput);
    const instance = accessInstanceOf(call, input.InstanceArn);
    return { PermissionSet: shapeOf(permissionSetOf(instance, input.PermissionSetArn)) };
  },

  CreatePermissionSet: (call) => {
    const input = readInput(call, createInput);
    const instance = accessInstanceOf(call, input.InstanceArn);
    refuseTakenName(instance, input.Name);
    const made = instance.access.addPermissionSet({
      name: input.Name,
      description: input.Description,
      sessionDuration: input.SessionDuration,
      relayState: input.RelayState,
      tags: input.Tags,
    });
    return { PermissionSet: shapeOf(made) };
  },

  UpdatePermissionSet: (call) => {
    const input = readInput(call, oneInput.extend(described));
    const instance = accessInstanceOf(call, input.InstanceArn);
    const set = changeablePermissionSetOf(call, instance, input.PermissionSetArn);
    set.description = input.Description;
    set.sessionDuration = input.SessionDuration ?? 'PT1H';
    set.relayState = input.RelayState;
    set.version += 1;
    return {};
  },

  ListTagsForResource: (call) => {
    const input = readInput(call, tagsInput);
    const { tags } = permissionSetOf(accessInstanceOf(call, input.InstanceArn), input.ResourceArn);
    const { items, ...rest } = pageOf(tags, { ...input, pageSize: call.pageSize });
    return { Tags: items, ...rest };
  },
};

function hoursOf(text: string): number {
  const [, hours, minutes, seconds] = /^PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?$/.exec(text) ?? [];
  return Number(hours ?? 0) + Number(minutes ?? 0) / 60 + Number(seconds ?? 0) / 3600;
}

function refuseTakenName({ access }: Instance, name: string): void {
  if (!access.permissionSets.some((each) => each.name === name)) return;
  throw new AwsError('ConflictException', `PermissionSet with name ${name} already exists.`);
}

function shapeOf(set: PermissionSet): Record<string, unknown> {
  return {
    Name: set.name,
    PermissionSetArn: set.arn,
    ...(set.description !== undefined && { Description: set.description }),
    CreatedDate: seconds(set.createdDate),
    SessionDuration: set.sessionDuration,
    ...(set.relayState !== undefined && { RelayState: set.relayState }),
  };
}
