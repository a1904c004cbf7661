/** The id of a review's case. @param {import('../console/rows.mjs').Row} row */
export const caseOf = (row) => `taobao:${row.order}:${row.item}`;
