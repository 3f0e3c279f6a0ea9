\set n random(1, 1000000000)
BEGIN;
INSERT INTO applications (id, citizen_id, subject_id, scene, scene_version, state, version, seq, chain, answers, facts, region, channel, created_at, updated_at) VALUES (left(md5(random()::text || :n), 26), 'c', 'c', 'five-fields', 'v', 'draft', 1, 1, repeat('0', 64), decode(repeat('ab', 200), 'hex'), decode(repeat('ab', 300), 'hex'), '990101000000', 'sms', 1, 1);
INSERT INTO cases (id, application_id, citizen_id, item, number, department, region, state, version, position, after, marks, submitted_at) VALUES (left(md5(random()::text || :n), 26), 'a', 'c', 'five-fields', left(md5(random()::text || :n), 43), 'civil-affairs', '990101000000', 'submitted', 1, 0, '[]', '{}', 1);
INSERT INTO events (id, application_id, citizen_id, seq, kind, actor_kind, data, at, previous, hash) SELECT left(md5(random()::text || :n || k), 26), left(md5(random()::text || :n || k), 26), 'c', k, 'case_submitted', 'applicant', '{}', 1, repeat('0', 64), repeat('0', 64) FROM generate_series(1, 4) k;
INSERT INTO outbox (id, event_id, consumer, key, seq, topic, payload, state, attempts, available_at, created_at) SELECT left(md5(random()::text || :n || k), 26), left(md5(random()::text || :n || k), 26), 'letters', 'a', k, 'case_submitted', '{}', 1, 0, 1, 1 FROM generate_series(1, 3) k;
INSERT INTO consents (id, citizen_id, application_id, consent, says, given_at) SELECT left(md5(random()::text || :n || k), 26), 'c', 'a', 'true_statement', 'x', 1 FROM generate_series(1, 2) k;
COMMIT;
