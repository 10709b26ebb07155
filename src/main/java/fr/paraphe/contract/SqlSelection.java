package fr.paraphe.contract;

import java.util.Map;

/**
 * A query to be used inside another statement, such as {@code insert into … select}.
 *
 * @param sql one row per unsigned contract: {@code contract_id, partner_id}; no order
 * @param params its named parameters, for {@code JdbcClient}; all names start with {@code filter}
 */
public record SqlSelection(String sql, Map<String, Object> params) {

    public SqlSelection {
        params = Map.copyOf(params);
    }
}
