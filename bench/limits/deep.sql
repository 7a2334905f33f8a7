-- $1 to $6 as in near.py, which makes the statement of `near`
WITH near AS MATERIALIZED ({near})
SELECT concat('{"data":{"stores":{"edges":[', string_agg(concat(
    '{"node":{"id":"store_', encode(uuid_send(s.id), 'hex'),
    '","name":', to_json(s.name),
    ',"products":{"edges":[', (
        SELECT string_agg(concat(
            '{"node":{"id":"product_', encode(uuid_send(p.id), 'hex'),
            '","name":', to_json(p.name),
            ',"description":', to_json(p.description),
            ',"picture":', coalesce(to_json('/pictures/' || p.picture)::text, 'null'),
            ',"unit":', coalesce(to_json(p.unit)::text, 'null'),
            ',"price":{"amount":', p.price, ',"currency":"', p.currency,
            '"},"compareAtPrice":',
            coalesce('{"amount":' || p.compare_at_price || ',"currency":"' || p.currency || '"}', 'null'),
            ',"isAvailable":', p.is_available::text,
            ',"rating":',
            CASE WHEN p.rating_count > 0 THEN (((20 * p.rating_total + p.rating_count) / (2 * p.rating_count))::float8 / 10)::text ELSE 'null' END,
            ',"ratingCount":', p.rating_count,
            ',"optionGroups":[', (
                SELECT string_agg(concat(
                    '{"id":"optiongroup_', encode(uuid_send(g.id), 'hex'),
                    '","name":', to_json(g.name),
                    ',"minimumChoices":', g.minimum_choices,
                    ',"maximumChoices":', g.maximum_choices,
                    ',"options":[', (
                        SELECT string_agg(concat(
                            '{"id":"option_', encode(uuid_send(o.id), 'hex'),
                            '","name":', to_json(o.name),
                            ',"priceDelta":{"amount":', o.price_delta, ',"currency":"', o.currency,
                            '"},"isAvailable":', o.is_available::text, '}'
                        ), ',' ORDER BY o.position, o.id)
                        FROM options o WHERE o.group_id = g.id
                    ), ']}'
                ), ',' ORDER BY g.position, g.id)
                FROM option_groups g WHERE g.product_id = p.id
            ), ']}}'
        ), ',' ORDER BY p.position, p.id)
        FROM (SELECT * FROM products WHERE store_id = s.id ORDER BY position, id LIMIT 100) p
    ), ']}}}'
), ',' ORDER BY s.distance, s.id), ']}}}')
FROM near s
