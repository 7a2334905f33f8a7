-- $1 the product's key
SELECT concat(
    '{"data":{"product":{"id":"product_', encode(uuid_send(p.id), 'hex'),
    '","name":', to_json(p.name),
    ',"description":', to_json(p.description),
    ',"picture":', coalesce(to_json('/pictures/' || p.picture)::text, 'null'),
    ',"unit":', coalesce(to_json(p.unit)::text, 'null'),
    ',"price":{"amount":', p.price, ',"currency":"', p.currency,
    '"},"compareAtPrice":', coalesce('{"amount":' || p.compare_at_price || ',"currency":"' || p.currency || '"}', 'null'),
    ',"percentOff":', coalesce(((p.compare_at_price - p.price) * 100 / p.compare_at_price)::text, 'null'),
    ',"isAvailable":', p.is_available::text,
    ',"rating":', CASE WHEN p.rating_count > 0 THEN (((20 * p.rating_total + p.rating_count) / (2 * p.rating_count))::float8 / 10)::text ELSE 'null' END,
    ',"ratingCount":', p.rating_count,
    ',"category":{"id":"category_', encode(uuid_send(c.id), 'hex'),
    '","name":', to_json(c.name),
    ',"picture":', coalesce(to_json('/pictures/' || c.picture)::text, 'null'),
    '},"store":{"id":"store_', encode(uuid_send(s.id), 'hex'),
    '","name":', to_json(s.name),
    ',"picture":', coalesce(to_json('/pictures/' || s.picture)::text, 'null'),
    ',"rating":', CASE WHEN s.rating_count > 0 THEN (((20 * s.rating_total + s.rating_count) / (2 * s.rating_count))::float8 / 10)::text ELSE 'null' END,
    ',"ratingCount":', s.rating_count,
    ',"priceLevel":', s.price_level,
    '},"optionGroups":[', (
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
    ), '],"reviews":{"edges":[', (
        SELECT string_agg(concat(
            '{"node":{"id":"review_', encode(uuid_send(r.id), 'hex'),
            '","rating":', r.rating,
            ',"body":', coalesce(to_json(r.body)::text, 'null'),
            ',"createdAt":"', to_char(r.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
            '","author":{"id":"user_', encode(uuid_send(u.id), 'hex'),
            '","name":', to_json(concat(split_part(u.name, ' ', 1), ' ', left(split_part(u.name, ' ', -1), 1), '.')),
            ',"picture":', coalesce(to_json('/pictures/' || u.picture)::text, 'null'), '}}}'
        ), ',' ORDER BY r.created_at DESC, r.id DESC)
        FROM (
            SELECT * FROM reviews WHERE product_id = p.id ORDER BY created_at DESC, id DESC LIMIT 10
        ) r JOIN users u ON u.id = r.author_id
    ), ']},"related":{"edges":[', (
        SELECT string_agg(concat(
            '{"node":{"id":"product_', encode(uuid_send(q.id), 'hex'),
            '","name":', to_json(q.name),
            ',"picture":', coalesce(to_json('/pictures/' || q.picture)::text, 'null'),
            ',"price":{"amount":', q.price, ',"currency":"', q.currency,
            '"},"rating":', CASE WHEN q.rating_count > 0 THEN (((20 * q.rating_total + q.rating_count) / (2 * q.rating_count))::float8 / 10)::text ELSE 'null' END,
            ',"ratingCount":', q.rating_count, '}}'
        ), ',' ORDER BY q.rating_count DESC, q.id)
        FROM (
            SELECT * FROM products
            WHERE store_id = p.store_id AND category_id IS NOT DISTINCT FROM p.category_id AND is_available AND id <> p.id
            ORDER BY rating_count DESC, id LIMIT 6
        ) q
    ), ']}}}}'
)
FROM products p JOIN categories c ON c.id = p.category_id JOIN stores s ON s.id = p.store_id
WHERE p.id = $1
