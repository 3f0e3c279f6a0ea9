-- As many cases as a grown city has, `:each` a person: closed ones mostly, every :open_every-th still open.
INSERT INTO citizens (id, name, id_number, phone, assurance, created_at, version)
  SELECT 'C' || lpad(n::text, 25, '0'), z.name, z.id_number, z.phone, 3, 0, 1
  FROM generate_series(1, 1 + :size / :each) n, citizens z WHERE z.id = ':me';
INSERT INTO applications (id, citizen_id, scene, scene_version, state, version, seq, chain, answers, query_code, region,
    channel, created_at, updated_at, submitted_at, due_on, closed_at)
  SELECT 'A' || lpad(n::text, 25, '0'), CASE WHEN n <= :each THEN ':me' ELSE 'C' || lpad((1 + n / :each)::text, 25, '0') END,
    'senior-card', ':version', CASE WHEN n % :open_every = 0 THEN 'in_progress' ELSE 'done' END, 4, 4, repeat('0', 64),
    decode('00', 'hex'), 'Q' || n, '990101000000', 'sms', 1.7e12::bigint + n, 1.7e12::bigint + n, 1.7e12::bigint + n,
    '2026-12-01', CASE WHEN n % :open_every = 0 THEN NULL ELSE 1.7e12::bigint + n END
  FROM generate_series(1, :size) n;
INSERT INTO cases (id, application_id, citizen_id, item, number, department, region, state, result, version, position, after,
    marks, due_on, lamp, submitted_at, accepted_at, closed_at, opened)
  SELECT 'K' || lpad(n::text, 25, '0'), 'A' || lpad(n::text, 25, '0'),
    CASE WHEN n <= :each THEN ':me' ELSE 'C' || lpad((1 + n / :each)::text, 25, '0') END, 'senior-card', 'N' || n,
    CASE WHEN (n / :open_every) % :departments = 0 THEN 'donghu-civil-affairs' ELSE 'office-' || (n / :open_every) % :departments END,
    '990101000000', CASE WHEN n % :open_every = 0 THEN 'in_review' ELSE 'closed' END,
    CASE WHEN n % :open_every = 0 THEN NULL ELSE 'approved' END, 4, 0, '[]', '{}',
    to_char(current_date - 20 + (n::bigint * 7919 / 7 % 60)::int, 'YYYY-MM-DD'), NULL, 1.7e12::bigint + n, 1.7e12::bigint + n,
    CASE WHEN n % :open_every = 0 THEN NULL ELSE 1.7e12::bigint + n END, CASE WHEN n % :open_every = 0 THEN 1 ELSE 0 END
  FROM generate_series(1, :size) n;
INSERT INTO parties (id, application_id, role, citizen_id, state, confirmed_at)
  SELECT CASE role WHEN 'subject' THEN 'P' ELSE 'R' END || lpad(n::text, 25, '0'), 'A' || lpad(n::text, 25, '0'), role,
    CASE WHEN n <= :each THEN ':me' ELSE 'C' || lpad((1 + n / :each)::text, 25, '0') END, 'confirmed', 1.7e12::bigint
  FROM generate_series(1, :size) n, unnest(ARRAY['subject', 'applicant']) role;
INSERT INTO staff (id, name, shown_name, password_hash, totp_secret, totp_step, department, region, roles, tries, created_at,
    version)
  SELECT 'S' || lpad(n::text, 25, '0'), 'staff-' || n, 'staff-' || n, '', decode('00', 'hex'), 0, 'office-' || n % 50,
    '990101000000', '[]', 0, 0, 1
  FROM generate_series(1, 1000) n;
VACUUM ANALYZE;
CHECKPOINT
