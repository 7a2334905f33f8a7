-- $1 to $6 as in near.py, which makes the statement of `near`; $7 the customer
WITH near AS MATERIALIZED ({near})
SELECT concat('{"data":{"viewer":', coalesce((
    SELECT concat(
        '{"id":"user_', encode(uuid_send(u.id), 'hex'),
        '","name":', to_json(u.name),
        ',"orders":{"edges":[', (
            SELECT string_agg(concat(
                '{"node":{"id":"order_', encode(uuid_send(o.id), 'hex'),
                '","number":"', o.number,
                '","status":"', upper(o.status),
                '","placedAt":"', to_char(o.placed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
                '","total":{"amount":', o.total, ',"currency":"', o.currency,
                '"},"store":{"id":"store_', encode(uuid_send(s.id), 'hex'),
                '","name":', to_json(s.name),
                ',"picture":', coalesce(to_json('/pictures/' || s.picture)::text, 'null'),
                '},"lines":[', (
                    SELECT string_agg(concat(
                        '{"id":"orderline_', encode(uuid_send(l.id), 'hex'),
                        '","name":', to_json(l.name),
                        ',"quantity":', l.quantity,
                        ',"total":{"amount":', l.total, ',"currency":"', l.currency,
                        '"},"product":{"id":"product_', encode(uuid_send(p.id), 'hex'),
                        '","name":', to_json(p.name),
                        ',"picture":', coalesce(to_json('/pictures/' || p.picture)::text, 'null'), '}}'
                    ), ',' ORDER BY l.position, l.id)
                    FROM order_lines l JOIN products p ON p.id = l.product_id WHERE l.order_id = o.id
                ), ']}}'
            ), ',' ORDER BY o.placed_at DESC, o.id DESC)
            FROM (
                SELECT * FROM orders WHERE customer_id = u.id ORDER BY placed_at DESC, id DESC LIMIT 3
            ) o JOIN stores s ON s.id = o.store_id
        ), ']}}'
    ) FROM users u WHERE u.id = $7
), 'null'), ',"stores":{"edges":[', (
    SELECT string_agg(concat(
        '{"node":{"id":"store_', encode(uuid_send(s.id), 'hex'),
        '","name":', to_json(s.name),
        ',"picture":', coalesce(to_json('/pictures/' || s.picture)::text, 'null'),
        ',"rating":', CASE WHEN s.rating_count > 0 THEN (((20 * s.rating_total + s.rating_count) / (2 * s.rating_count))::float8 / 10)::text ELSE 'null' END,
        ',"ratingCount":', s.rating_count,
        ',"priceLevel":', s.price_level,
        ',"products":{"edges":[', (
            SELECT string_agg(concat(
                '{"node":{"id":"product_', encode(uuid_send(p.id), 'hex'),
                '","name":', to_json(p.name),
                ',"picture":', coalesce(to_json('/pictures/' || p.picture)::text, 'null'),
                ',"price":{"amount":', p.price, ',"currency":"', p.currency, '"}}}'
            ), ',' ORDER BY p.position, p.id)
            FROM (SELECT * FROM products WHERE store_id = s.id ORDER BY position, id LIMIT 5) p
        ), ']}}}'
    ), ',' ORDER BY s.distance, s.id)
    FROM near s
), ']}}}')
