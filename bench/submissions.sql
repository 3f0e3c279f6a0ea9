\set n random(1, 1000000000)
\set id random(1, 1000000000000)
BEGIN;
INSERT INTO applications (id, citizen_id, subject_id, scene, scene_version, region, state, version, seq, chain, answers, channel, created_at, updated_at) VALUES (lpad(:id::text, 26, 'a'), 'c', 'c', 'five-fields', 'v', '990100000000', 'draft', 1, 1, repeat('0', 64), decode(repeat('ab', 150), 'hex'), 'sms', 1, 1);
UPDATE applications SET answers = decode(repeat('ab', 200), 'hex'), facts = decode(repeat('ab', 300), 'hex'), version = 2, updated_at = 2 WHERE id = lpad(:id::text, 26, 'a');
UPDATE applications SET facts = decode(repeat('ab', 300), 'hex'), state = 'submitted', query_code = left(md5(random()::text || :n), 16), due_on = '2026-12-04', version = 3, seq = 3, chain = repeat('1', 64), submitted_at = 3, updated_at = 3 WHERE id = lpad(:id::text, 26, 'a');
INSERT INTO cases (id, application_id, citizen_id, item, number, department, region, state, version, position, after, marks, clock, due_on, wake_on, submitted_at, opened) VALUES (left(md5(random()::text || :n), 26), lpad(:id::text, 26, 'a'), 'c', 'five-fields', left(md5(random()::text || :n), 43), 'civil-affairs', '990100000000', 'submitted', 1, 0, '[]', '{}', '{"received": "2026-11-22"}', '2026-12-04', '2026-11-27', 1, 1);
INSERT INTO events (id, application_id, citizen_id, seq, kind, actor_kind, data, at, previous, hash) SELECT left(md5(random()::text || :n || k), 26), lpad(:id::text, 26, 'a'), 'c', k, 'case_submitted', 'applicant', '{"due_on": "2026-12-04"}', 1, repeat('0', 64), repeat('0', 64) FROM generate_series(1, 3) k;
INSERT INTO parties (id, application_id, role, citizen_id, state, confirmed_at) SELECT left(md5(random()::text || :n || k), 26), lpad(:id::text, 26, 'a'), 'applicant', 'c', 'confirmed', 1 FROM generate_series(1, 2) k;
INSERT INTO outbox (id, event_id, consumer, key, seq, topic, payload, state, attempts, available_at, created_at) SELECT left(md5(random()::text || :n || k), 26), left(md5(random()::text || :n || k), 26), 'letters', 'a', k, 'case_submitted', '{}', 1, 0, 1, 1 FROM generate_series(1, 2) k;
INSERT INTO consents (id, citizen_id, application_id, consent, says, given_at) VALUES (left(md5(random()::text || :n), 26), 'c', lpad(:id::text, 26, 'a'), 'true_statement', 'x', 1);
COMMIT;
