import { z } from 'zod';
import type { Client } from './client.js';

/** An application: what users see and what providers belong to. */
export interface Application {
  /** UUID; the target of policy bindings. */
  readonly pk: string;
  readonly name: string;
  /** Unique; letters, digits, `-` and `_`. */
  readonly slug: string;
  readonly providerPk: number | undefined;
  /** What the provider is called, and in authentik's words what it is: `SAML Provider`. */
  readonly provider?:
    | { readonly name: string; readonly kind: string; readonly isSaml: boolean }
    | undefined;
  /**
   * Where a click leads; empty: wherever the provider says. As authentik keeps it: user data is
   * put in with Python's `%` when it is shown, so a plain `%` has to stand there twice.
   */
  readonly launchUrl: string;
  /** Providers that work beside the sign-in, as a SCIM provider does. */
  readonly backchannelProviderPks: readonly number[];
  /** Whether `any` or `all` policy bindings have to let a user in. */
  readonly policyEngineMode: string;
}

/** What may be changed; what is absent stays. */
export interface ApplicationChange {
  readonly name?: string;
  readonly slug?: string;
  /** Null: of no provider any more. */
  readonly providerPk?: number | null;
  readonly launchUrl?: string;
  /** The whole list: authentik replaces the one it has. */
  readonly backchannelProviderPks?: readonly number[];
}

/** Reads and writes applications. */
export interface Applications {
  /** Asks for the application itself: lists show only what the token's own user may open. */
  bySlug(slug: string): Promise<Application | undefined>;
  /**
   * Searches the whole list, since authentik looks an application up by its slug alone. Only an
   * administrator's token is shown those that its own user may not open.
   */
  byPk(pk: string): Promise<Application | undefined>;
  /** A provider that already belongs to an application is refused (400 on `provider`). */
  create(wanted: {
    name: string;
    slug: string;
    providerPk?: number;
    launchUrl?: string;
  }): Promise<Application>;
  update(slug: string, change: ApplicationChange): Promise<Application>;
  /**
   * Its bindings and its backchannel providers go with it (seen on all recorded releases): detach
   * what is to stay. While a sync runs it may fail once with 405 (seen on 2025.10.4).
   */
  remove(slug: string): Promise<void>;
}

const applicationSchema = z
  .object({
    pk: z.string(),
    name: z.string(),
    slug: z.string(),
    provider: z.number().nullable(),
    provider_obj: z
      .object({ name: z.string(), verbose_name: z.string(), component: z.string() })
      .nullish(),
    meta_launch_url: z.string().nullish(),
    backchannel_providers: z.array(z.number()),
    policy_engine_mode: z.string(),
  })
  .transform(
    (row): Application => ({
      pk: row.pk,
      name: row.name,
      slug: row.slug,
      providerPk: row.provider ?? undefined,
      provider: row.provider_obj
        ? {
            name: row.provider_obj.name,
            kind: row.provider_obj.verbose_name,
            isSaml: row.provider_obj.component === 'ak-provider-saml-form',
          }
        : undefined,
      launchUrl: row.meta_launch_url ?? '',
      backchannelProviderPks: row.backchannel_providers,
      policyEngineMode: row.policy_engine_mode,
    }),
  );

function bodyOf(change: ApplicationChange): object {
  const { name, slug, providerPk, launchUrl, backchannelProviderPks } = change;
  return {
    ...(name === undefined ? {} : { name }),
    ...(slug === undefined ? {} : { slug }),
    ...(providerPk === undefined ? {} : { provider: providerPk }),
    ...(launchUrl === undefined ? {} : { meta_launch_url: launchUrl }),
    ...(backchannelProviderPks === undefined
      ? {}
      : { backchannel_providers: backchannelProviderPks }),
  };
}

/** Applications, as `/core/applications/` takes them on every release. */
export function applications(client: Client): Applications {
  const one = (slug: string) => `/core/applications/${encodeURIComponent(slug)}/`;
  return {
    bySlug: (slug) =>
      client.find({ operation: 'look up an application', path: one(slug) }, applicationSchema),
    byPk: (pk) =>
      client.firstRow(
        {
          operation: 'look up an application',
          path: '/core/applications/',
          query: { superuser_full_list: true },
        },
        applicationSchema,
        (application) => application.pk === pk,
      ),
    create: (wanted) =>
      client.create(
        { operation: 'create an application', path: '/core/applications/' },
        bodyOf(wanted),
        applicationSchema,
      ),
    update: (slug, change) =>
      client.change(
        { operation: 'change an application', path: one(slug) },
        bodyOf(change),
        applicationSchema,
      ),
    remove: (slug) => client.remove({ operation: 'delete an application', path: one(slug) }),
  };
}
