// Package measure is the table of measures: what each number of the results is
// called, what it means, in which unit it is given and whether more of it is better.
//
// There is one table, in table.go. Column headers of CSV files, keys of JSON, tables,
// the report and the expectations of a scenario all read it, so a measure has one
// name and one definition everywhere. The names are those of the field: queueing
// theory (utilisation, queue, wait) and the practice of border and corridor
// monitoring (crossing time, journey time, delay by cause).
//
// The alternative, letting each output name its own numbers, was rejected: the same
// wait then ends up as "delay" in one file and "queue time" in the next, once with
// and once without service, and nobody can compare them.
//
// Some measures are distributions over vehicles. They have several stats: the mean
// and quantiles ("p95"). Their full code is "wait.p95"; a measure with one value per
// period has its bare name as code.
package measure
