\set n random(1, :cases)
\set at random(1, 1000000000)
BEGIN;
UPDATE cases SET claimed_by = 's', claimed_until = 1 WHERE id = (SELECT id FROM numbered WHERE n = :n);
UPDATE applications SET state = 'in_progress', version = version + 1, seq = seq + 2, chain = repeat('1', 64), updated_at = 1 WHERE id = (SELECT application_id FROM numbered WHERE n = :n);
UPDATE cases SET state = 'in_review', due_on = '2026-12-04', accepted_at = 1, opened = 1, clock = '{"received": "2026-11-22"}', version = version + 1 WHERE id = (SELECT id FROM numbered WHERE n = :n);
UPDATE cases SET claimed_by = 's', claimed_until = 2 WHERE id = (SELECT id FROM numbered WHERE n = :n);
UPDATE applications SET state = 'done', version = version + 1, seq = seq + 4, chain = repeat('2', 64), closed_at = 1, updated_at = 1 WHERE id = (SELECT application_id FROM numbered WHERE n = :n);
UPDATE cases SET state = 'closed', result = 'approved', decided_at = 1, decided_by = 's', closed_at = 1, wake_on = NULL, opened = 0, version = version + 1 WHERE id = (SELECT id FROM numbered WHERE n = :n);
INSERT INTO events (id, application_id, citizen_id, seq, kind, actor_kind, note, data, at, previous, hash) SELECT left(md5(random()::text || :at || k), 26), left(md5(random()::text || :at || k), 26), 'c', k, 'case_approved', 'officer', decode(repeat('ab', 60), 'hex'), '{"move": "approve", "document": "approval", "due_on": "2026-12-04"}', 1, repeat('0', 64), repeat('0', 64) FROM generate_series(1, 6) k;
INSERT INTO outbox (id, event_id, consumer, key, seq, topic, payload, state, attempts, available_at, created_at) SELECT left(md5(random()::text || :at || k), 26), left(md5(random()::text || :at || k), 26), 'letters', 'a', k, 'case_approved', '{}', 1, 0, 1, 1 FROM generate_series(1, 2) k;
INSERT INTO documents (id, event_id, application_id, case_id, citizen_id, kind, number, check_code, department, body, issued_on, created_at) SELECT left(md5(random()::text || :at || k), 26), left(md5(random()::text || :at || k), 26), 'a', 'k', 'c', 'approval', left(md5(random()::text || :at || k), 32), left(md5(random()::text || :at || k), 16), 'civil-affairs', decode(repeat('ab', 700), 'hex'), '2026-11-22', 1 FROM generate_series(1, 2) k;
UPDATE cases SET claimed_by = NULL, claimed_until = NULL WHERE id = (SELECT id FROM numbered WHERE n = :n);
COMMIT;
