using System.Data.Common;
using System.Globalization;

namespace Concentric.Metrics;

/// <summary>In which columns of a statement the properties of a <see cref="CellRow"/> are; a negative place where it has none.</summary>
internal sealed class CellColumns
{
    private readonly int community, record, day, other, number;
    private readonly int[] values;

    private CellColumns(Dictionary<string, int> places)
    {
        (community, record, day) = (Of(nameof(CellRow.CommunityId)), Of(nameof(CellRow.RecordId)), Of(nameof(CellRow.Day)));
        (other, number) = (Of(nameof(CellRow.Other)), Of(nameof(CellRow.Number)));
        values = [.. Enumerable.Range(0, CellRow.MostValues).Select(i => Of($"V{i}"))];

        int Of(string name) => places.GetValueOrDefault(name, -1);
    }

    /// <summary>Columns as they are written, each as in <c>CommunityId=0</c>.</summary>
    public static CellColumns Read(IEnumerable<string> columns) => new(columns.Select(column => column.Split('='))
        .ToDictionary(column => column[0], column => int.Parse(column[1], CultureInfo.InvariantCulture)));

    /// <summary>The columns of a row whose values are their places, counted from one.</summary>
    public static string Written(CellRow row)
    {
        (string Name, long Value)[] known =
        [
            (nameof(CellRow.CommunityId), row.CommunityId), (nameof(CellRow.RecordId), row.RecordId),
            (nameof(CellRow.Day), row.Day?.DayNumber ?? 0), (nameof(CellRow.Other), row.Other?.DayNumber ?? 0),
            (nameof(CellRow.Number), row.Number ?? 0), .. Enumerable.Range(0, CellRow.MostValues).Select(i => ($"V{i}", row[i])),
        ];
        return string.Join(' ', known.Where(column => column.Value > 0)
            .Select(column => string.Create(CultureInfo.InvariantCulture, $"{column.Name}={column.Value - 1}")));
    }

    /// <summary>Puts into a row what the reader stands at.</summary>
    public void Read(DbDataReader reader, DayTexts days, CellRow row)
    {
        row.CommunityId = reader.GetInt32(community);
        if (record >= 0) row.RecordId = reader.GetInt64(record);
        row.Day = days.Read(reader, day);
        if (other >= 0) row.Other = days.Read(reader, other);
        if (number >= 0) row.Number = reader.IsDBNull(number) ? null : reader.GetInt32(number);
        for (var place = 0; place < values.Length; place++)
        {
            if (values[place] >= 0) row[place] = reader.GetInt64(values[place]);
        }
    }
}
