//! The tidy table of a sweep as Parquet, with the columns of the CSV table, typed: keys whose values are all numbers as
//! numbers, what may be absent as null. Not compressed: no codec is worth its build.

use super::journal::Journal;
use super::tidy::{self, TidyRow};
use crate::study::sweep::Grid;
use crate::study::sweep::grid::Axis;
use ::parquet::basic::{LogicalType, Repetition, Type as Physical};
use ::parquet::data_type::{ByteArray, ByteArrayType, DataType, DoubleType, Int32Type, Int64Type};
use ::parquet::errors::ParquetError;
use ::parquet::file::properties::WriterProperties;
use ::parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use ::parquet::schema::types::{Type, TypePtr};
use std::io::{self, Write};
use std::sync::Arc;

/// Rows that are in memory at once, about.
const ROWS_OF_A_GROUP: usize = 1 << 16;

/// The values of a column, for the rows of a group; of those that may be absent also which are there.
enum Values {
    Whole(Vec<i64>),
    Number(Vec<f64>),
    Text(Vec<ByteArray>),
    Count(Vec<i32>),
    MaybeNumber(Vec<f64>, Vec<i16>),
    MaybeText(Vec<ByteArray>, Vec<i16>),
}

/// Every figure of every scenario of every cell, one a row; the values of the keys stand first.
///
/// # Errors
/// If the journal cannot be read or the table not be written.
pub fn cells(grid: &Grid, journal: &Journal, to: &mut (impl Write + Send)) -> io::Result<()> {
    let columns = columns(grid.axes());
    let fields: Result<Vec<TypePtr>, ParquetError> = columns.iter().map(|(name, values)| field(name, values)).collect();
    let schema = Type::group_type_builder("sweep").with_fields(fields.map_err(failed)?).build().map_err(failed)?;
    let properties = Arc::new(WriterProperties::builder().build());
    let mut writer = SerializedFileWriter::new(to, Arc::new(schema), properties).map_err(failed)?;
    let mut columns: Vec<Values> = columns.into_iter().map(|(_, values)| values).collect();
    let mut rows = 0;
    journal.each_cell(usize::MAX, |cell| {
        let keys = cell.typed_values(grid);
        tidy::rows(&cell, |row| {
            put(&mut columns, &keys, row);
            rows += 1;
            Ok(())
        })?;
        if rows >= ROWS_OF_A_GROUP {
            rows = 0;
            write(&mut writer, &mut columns)?;
        }
        Ok(())
    })?;
    if rows > 0 {
        write(&mut writer, &mut columns)?;
    }
    writer.close().map_err(failed).map(drop)
}

fn failed(error: ParquetError) -> io::Error {
    io::Error::other(error)
}

/// The columns and their kinds, those of the keys first.
fn columns(axes: &[Axis]) -> Vec<(String, Values)> {
    let mut columns: Vec<(String, Values)> = axes.iter().map(|axis| (axis.key.clone(), of_key(axis))).collect();
    columns.extend(tidy::COLUMNS.map(|name| {
        let values = match name {
            "mean" | "low" | "high" => Values::MaybeNumber(vec![], vec![]),
            "replications" => Values::Count(vec![]),
            "met" | "stopped" => Values::MaybeText(vec![], vec![]),
            _ => Values::Text(vec![]),
        };
        (name.to_owned(), values)
    }));
    columns
}

fn of_key(axis: &Axis) -> Values {
    let number = |value: &String| value.parse::<f64>().is_ok_and(f64::is_finite);
    if axis.values.iter().all(|value| value.parse::<i64>().is_ok()) {
        Values::Whole(vec![])
    } else if axis.values.iter().all(number) {
        Values::Number(vec![])
    } else {
        Values::Text(vec![])
    }
}

fn field(name: &str, values: &Values) -> Result<TypePtr, ParquetError> {
    let (physical, optional) = match values {
        Values::Whole(_) => (Physical::INT64, false),
        Values::Number(_) => (Physical::DOUBLE, false),
        Values::Text(_) => (Physical::BYTE_ARRAY, false),
        Values::Count(_) => (Physical::INT32, false),
        Values::MaybeNumber(..) => (Physical::DOUBLE, true),
        Values::MaybeText(..) => (Physical::BYTE_ARRAY, true),
    };
    let repetition = if optional { Repetition::OPTIONAL } else { Repetition::REQUIRED };
    let logical = (physical == Physical::BYTE_ARRAY).then_some(LogicalType::String);
    let field = Type::primitive_type_builder(name, physical).with_repetition(repetition).with_logical_type(logical);
    field.build().map(Arc::new)
}

fn put(columns: &mut [Values], keys: &[&str], row: &TidyRow) {
    let (of_keys, rest) = columns.split_at_mut(keys.len());
    for (values, key) in of_keys.iter_mut().zip(keys) {
        match values {
            Values::Whole(list) => list.push(key.parse().unwrap_or_default()),
            Values::Number(list) => list.push(key.parse().unwrap_or_default()),
            Values::Text(list) => list.push(ByteArray::from(*key)),
            _ => {}
        }
    }
    let estimate = row.estimate;
    let texts = [row.scenario, &row.measure, row.unit];
    let (mut texts, mut numbers) = (texts.into_iter(), [estimate.mean, estimate.low, estimate.high].into_iter());
    let mut marks = [row.met, row.stopped.as_deref()].into_iter();
    for values in rest {
        match values {
            Values::Text(list) => list.extend(texts.next().map(ByteArray::from)),
            Values::MaybeNumber(list, there) => maybe(list, there, numbers.next().flatten()),
            Values::MaybeText(list, there) => maybe(list, there, marks.next().flatten().map(ByteArray::from)),
            Values::Count(list) => list.push(estimate.replications as i32),
            _ => {}
        }
    }
}

fn maybe<T>(list: &mut Vec<T>, there: &mut Vec<i16>, value: Option<T>) {
    there.push(i16::from(value.is_some()));
    list.extend(value);
}

/// Writes what is there as a group of rows, and empties the columns.
fn write(writer: &mut SerializedFileWriter<impl Write + Send>, columns: &mut [Values]) -> io::Result<()> {
    let mut group = writer.next_row_group().map_err(failed)?;
    for values in columns {
        match values {
            Values::Whole(list) => column::<Int64Type>(&mut group, list, None)?,
            Values::Number(list) => column::<DoubleType>(&mut group, list, None)?,
            Values::Text(list) => column::<ByteArrayType>(&mut group, list, None)?,
            Values::Count(list) => column::<Int32Type>(&mut group, list, None)?,
            Values::MaybeNumber(list, there) => column::<DoubleType>(&mut group, list, Some(there))?,
            Values::MaybeText(list, there) => column::<ByteArrayType>(&mut group, list, Some(there))?,
        }
    }
    group.close().map_err(failed).map(drop)
}

fn column<T: DataType>(
    group: &mut SerializedRowGroupWriter<'_, impl Write + Send>,
    list: &mut Vec<T::T>,
    there: Option<&mut Vec<i16>>,
) -> io::Result<()> {
    let next = group.next_column().map_err(failed)?;
    let mut column = next.ok_or_else(|| io::Error::other("more columns than the schema has"))?;
    let levels = there.as_ref().map(|there| there.as_slice());
    column.typed::<T>().write_batch(list, levels, None).map_err(failed)?;
    column.close().map_err(failed)?;
    list.clear();
    if let Some(there) = there {
        there.clear();
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::csv::Form;
    use crate::report::sweep::csv;
    use crate::report::sweep::csv::tests::{journal, read};
    use crate::study::sweep::cell::tests::grid;
    use ::parquet::file::reader::{FileReader, SerializedFileReader};
    use ::parquet::record::Field;

    fn shown(field: &Field) -> String {
        match field {
            Field::Null => String::new(),
            Field::Double(value) => value.to_string(),
            Field::Str(text) => text.clone(),
            Field::Int(value) => value.to_string(),
            Field::Long(value) => value.to_string(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn the_table_read_back_is_the_csv_table() {
        let mut file = tempfile::tempfile().unwrap();
        cells(&grid(), &journal(), &mut file).unwrap();
        let mut expected = vec![];
        csv::cells(&grid(), &journal(), Form::Comma, &mut expected).unwrap();
        let expected = read(&expected);
        let reader = SerializedFileReader::new(file).unwrap();
        let rows: Vec<_> = reader.get_row_iter(None).unwrap().map(Result::unwrap).collect();
        assert_eq!(rows.len(), expected.len() - 1);
        let names: Vec<&String> = rows[0].get_column_iter().map(|(name, _)| name).collect();
        assert_eq!(names, expected[0].iter().collect::<Vec<_>>());
        for (row, expected) in rows.iter().zip(&expected[1..]) {
            let found: Vec<String> = row.get_column_iter().map(|(_, field)| shown(field)).collect();
            // The CSV table keeps spreadsheets from taking a name for a formula.
            let expected: Vec<&str> = expected.iter().map(|cell| cell.strip_prefix('\'').unwrap_or(cell)).collect();
            assert_eq!(found, expected);
        }
        let fields: Vec<&Field> = rows[0].get_column_iter().map(|(_, field)| field).collect();
        assert!(matches!(fields[..2], [Field::Long(3), Field::Str(_)]), "keys are typed: {fields:?}");
    }

    #[test]
    fn keys_are_typed_by_all_of_their_values() {
        let kind = |values: &[&str]| {
            let axis = Axis { key: "x".into(), values: values.iter().map(|value| value.to_string()).collect() };
            field("x", &of_key(&axis)).unwrap().get_physical_type()
        };
        assert_eq!(kind(&["1", "2"]), Physical::INT64);
        assert_eq!(kind(&["1", "2.5"]), Physical::DOUBLE);
        assert_eq!(kind(&["1", "none"]), Physical::BYTE_ARRAY);
    }
}
