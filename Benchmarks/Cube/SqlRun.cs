using System.Data.Common;
using System.Globalization;
using System.Numerics;
using Concentric.Metrics;

namespace Concentric.Benchmarks.Cube;

/// <summary>Runs statements on a connection and reads every row.</summary>
internal static class SqlRun
{
    /// <summary>All statements once; what they give is thrown away.</summary>
    public static void All(DbConnection connection, IReadOnlyList<SqlStatement> statements)
    {
        foreach (var statement in statements) Rows(connection, statement.Text);
    }

    /// <summary>A benchmark of wrong figures is worth nothing: each statement's figures must be the cube's.</summary>
    /// <exception cref="InvalidOperationException">They are not.</exception>
    public static void Check(DbConnection connection, IReadOnlyList<SqlStatement> statements, CubeSlice cube)
    {
        foreach (var (text, expected) in statements)
        {
            if (expected is null) continue;
            var row = Rows(connection, text).Single();
            var figures = expected(cube);
            for (var i = 0; i < figures.Length; i++)
            {
                var figure = row[i] switch
                {
                    DBNull => 0,
                    // DuckDB's sums of whole numbers.
                    BigInteger whole => (double)whole,
                    var number => Convert.ToDouble(number, CultureInfo.InvariantCulture),
                };
                if (Math.Abs(figure - (figures[i] ?? 0)) > 1e-6 * Math.Max(1, Math.Abs(figure)))
                {
                    throw new InvalidOperationException($"SQL gives {figure}, the cube {figures[i]}: {text}");
                }
            }
        }
    }

    private static List<object[]> Rows(DbConnection connection, string text)
    {
        using var command = connection.CreateCommand();
        command.CommandText = text;
        using var reader = command.ExecuteReader();
        var rows = new List<object[]>();
        while (reader.Read())
        {
            var row = new object[reader.FieldCount];
            reader.GetValues(row);
            rows.Add(row);
        }
        return rows;
    }
}
