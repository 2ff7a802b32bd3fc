/** One step of the schema, run once and never changed after it was released; `user_version` is the number of the last one. */
export const migrations: readonly string[] = [
  // 1: the ledger of usage-domain 3.5, its master data, and the credentials.
  `
create table organization(id integer primary key, key text not null unique, parent_id integer references organization, name text not null,
  currency text not null, time_zone text not null, status text not null) strict;

create table account(id integer primary key, key text not null unique, sid text not null unique, org_id integer not null references organization,
  parent_id integer references account, name text not null, company_name text not null, status text not null, currency text not null) strict;
create index account_org on account(org_id);
create index account_parent on account(parent_id);
create table account_code(org_id integer not null references organization, code text not null, account_id integer not null references account,
  primary key(org_id, code)) strict, without rowid;
create index account_code_account on account_code(account_id);
create index account_code_code on account_code(code);

create table customer(id integer primary key, account_id integer not null references account, key text not null, parent_id integer references customer,
  name text not null, reference_id text not null, unique(account_id, key)) strict;
create index customer_key on customer(key);

create table meter(id integer primary key, code text not null unique) strict;
create table product(id integer primary key, code text not null unique, aggregate text not null, name text not null, family text not null,
  unit_of_measure text not null, charge_type text not null) strict;

create table rate(id integer primary key, key text not null unique, meter_id integer not null references meter, product_id integer references product,
  account_id integer references account, org_id integer references organization, currency text not null, unit_price text not null, valid_from integer,
  valid_to integer) strict;
create index rate_meter on rate(meter_id);

create table wallet(account_id integer not null references account, name text not null, product_id integer references product, currency text not null,
  balance text not null, primary key(account_id, name)) strict, without rowid;

create table series(id integer primary key, account_id integer not null references account, meter_id integer not null references meter,
  product_id integer not null references product, unit_price text not null, currency text not null, direction text not null default '',
  resolution text not null default '', wallet text not null default '',
  unique(account_id, meter_id, product_id, unit_price, currency, direction, resolution, wallet)) strict;

create table usage_event(seq integer primary key, org_id integer not null references organization, source text not null, event_id text not null,
  hash blob not null, series_id integer not null references series, customer_id integer not null default 0, occurred_at integer not null,
  ingested_at integer not null, cnt integer not null, raw_qty integer not null, billed integer not null, kind text not null default 'usage',
  unrated integer not null default 0, late integer not null default 0, rate_id integer references rate, ref_seq integer references usage_event,
  data text) strict;
create unique index usage_event_dedup on usage_event(org_id, source, event_id);
create index usage_event_at on usage_event(org_id, occurred_at);
create unique index usage_event_reversal on usage_event(ref_seq) where ref_seq is not null;
create index usage_event_unrated on usage_event(seq) where unrated = 1;

create table cust_month(account_id integer not null, month integer not null, series_id integer not null, customer_id integer not null,
  cnt integer not null, raw_qty integer not null, billed integer not null,
  primary key(account_id, month, series_id, customer_id)) strict, without rowid;
create table cust_day(account_id integer not null, day integer not null, series_id integer not null, customer_id integer not null,
  cnt integer not null, raw_qty integer not null, billed integer not null,
  primary key(account_id, day, series_id, customer_id)) strict, without rowid;
create table acct_month(account_id integer not null, month integer not null, series_id integer not null, cnt integer not null,
  raw_qty integer not null, billed integer not null, org_id integer not null, record_id blob not null,
  primary key(account_id, month, series_id)) strict, without rowid;
create unique index acct_month_record on acct_month(org_id, record_id);
create table acct_day(account_id integer not null, day integer not null, series_id integer not null, cnt integer not null,
  raw_qty integer not null, billed integer not null, org_id integer not null,
  primary key(account_id, day, series_id)) strict, without rowid;

create table period(account_id integer not null, month integer not null, state text not null default 'OPEN', revision integer not null default 0,
  closed_at integer, last_seq integer not null default 0, last_at integer not null default 0, primary key(account_id, month)) strict, without rowid;

create table user_account(id text primary key, user_name text not null unique, record text not null) strict, without rowid;
create table api_key(id text primary key, hash text not null unique, record text not null, last_used_at integer) strict, without rowid;
create table oauth_client(id text primary key, record text not null) strict, without rowid;
create table setting(name text primary key, value text not null) strict, without rowid;

create table version(name text primary key, value integer not null) strict, without rowid;
insert into version values('catalog', 1), ('credentials', 1);
`,
  // The audit log: a chain of hashes, and where it stands. What is written stays.
  `
create table audit(seq integer primary key, previous text not null, hash text not null, record text not null) strict;
create table audit_head(id integer primary key check(id = 1), seq integer not null, hash text not null) strict;
create trigger audit_no_update before update on audit begin select raise(abort, 'The audit log is only added to.'); end;
create trigger audit_no_delete before delete on audit begin select raise(abort, 'The audit log is only added to.'); end;
`,
  // 3: sign-ins that last, and the families of their tokens.
  `
create table session(hash text primary key, user_id text not null, expires_at integer not null, seen_at integer not null,
  record text not null) strict, without rowid;
create index session_user on session(user_id);
create index session_end on session(expires_at);
create table token_family(id text primary key, user_id text not null, expires_at integer not null, record text not null) strict, without rowid;
create index token_family_user on token_family(user_id);
create index token_family_end on token_family(expires_at);
create index user_account_email on user_account(lower(json_extract(record, '$.email')));
insert into version values('sign_ins', 1);
`,
  // 4: what counts once: assertions of clients, sign-ins under way.
  `
create table used_once(id text primary key, until integer not null) strict, without rowid;
create index used_once_until on used_once(until);
`,
]
