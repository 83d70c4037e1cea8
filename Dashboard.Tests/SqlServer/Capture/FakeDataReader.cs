using System.Collections;
using System.Data.Common;
using System.Globalization;

namespace Concentric.Tests.SqlServer.Capture;

/// <summary>How a query of ours is answered: with nothing found, or with one row of plain values.</summary>
public enum Answers
{
    Nothing,
    OneRow,

    /// <summary>One row that tells places: the first column is 1 (as a day, the second there is), the next 2.</summary>
    Places,
}

/// <summary>
/// Rows that were never stored. What a change must report (generated keys, rows hit) is always answered, so SaveChanges
/// comes to its end; a query finds nothing or one row, as asked.
/// </summary>
internal sealed class FakeDataReader(IReadOnlyList<ResultShape> results, Answers answers, Action closed) : DbDataReader
{
    private static int _lastKey = 1_000_000;
    private int _result;
    private int _row = -1;
    private bool _isClosed;

    private ResultShape Current => results[_result];

    private int Rows => _result >= results.Count ? 0 : Current.Rows ?? (answers == Answers.Nothing ? 0 : 1);

    public override int FieldCount => _result < results.Count ? Current.Columns.Count : 0;

    public override bool HasRows => Rows > 0;

    public override bool IsClosed => _isClosed;

    public override int RecordsAffected => 1;

    public override int Depth => 0;

    public override object this[int ordinal] => GetValue(ordinal);

    public override object this[string name] => GetValue(GetOrdinal(name));

    public override void Close()
    {
        if (!_isClosed)
            closed();
        _isClosed = true;
    }

    public override bool Read() => ++_row < Rows;

    public override bool NextResult()
    {
        _row = -1;
        return ++_result < results.Count;
    }

    public override string GetName(int ordinal) => Current.Columns[ordinal] ?? "";

    public override int GetOrdinal(string name)
    {
        for (var i = 0; i < FieldCount; i++)
            if (string.Equals(Current.Columns[i], name, StringComparison.OrdinalIgnoreCase))
                return i;
        throw new ArgumentOutOfRangeException(nameof(name), name, "No such column in the result.");
    }

    public override bool IsDBNull(int ordinal) => false;

    public override T GetFieldValue<T>(int ordinal) => (T)Value(typeof(T), ordinal);

    public override object GetValue(int ordinal) => GetInt32(ordinal);

    public override int GetValues(object[] values)
    {
        var n = Math.Min(values.Length, FieldCount);
        for (var i = 0; i < n; i++)
            values[i] = GetValue(i);
        return n;
    }

    public override bool GetBoolean(int ordinal) => Number(ordinal) != 0;

    public override byte GetByte(int ordinal) => (byte)Number(ordinal);

    public override long GetBytes(int ordinal, long dataOffset, byte[]? buffer, int bufferOffset, int length) => 0;

    public override char GetChar(int ordinal) => '0';

    public override long GetChars(int ordinal, long dataOffset, char[]? buffer, int bufferOffset, int length) => 0;

    public override string GetDataTypeName(int ordinal) => "int";

    public override DateTime GetDateTime(int ordinal) => answers == Answers.Places
        ? DateOnly.FromDayNumber(Number(ordinal)).ToDateTime(TimeOnly.MinValue)
        : new(2025, 1, 1, 0, 0, 0, DateTimeKind.Unspecified);

    public override decimal GetDecimal(int ordinal) => Number(ordinal);

    public override double GetDouble(int ordinal) => Number(ordinal);

    public override Type GetFieldType(int ordinal) => typeof(int);

    public override float GetFloat(int ordinal) => Number(ordinal);

    public override Guid GetGuid(int ordinal) => Guid.Parse("00000000-0000-0000-0000-000000000001");

    public override short GetInt16(int ordinal) => (short)Number(ordinal);

    public override int GetInt32(int ordinal) => Number(ordinal);

    public override long GetInt64(int ordinal) => Number(ordinal);

    // A digit is a name that every enum kept as text can be read from.
    public override string GetString(int ordinal) => "0";

    public override IEnumerator GetEnumerator() => throw new NotSupportedException();

    private int Number(int ordinal)
    {
        if (!Current.Changes)
            return answers switch { Answers.Nothing => 0, Answers.OneRow => 1, _ => ordinal + 1 };
        return Current.Columns[ordinal] switch
        {
            null => 1,
            "_Position" => _row,
            _ => Interlocked.Increment(ref _lastKey),
        };
    }

    private object Value(Type type, int ordinal) => Type.GetTypeCode(type) switch
    {
        TypeCode.String => GetString(ordinal),
        TypeCode.DateTime => GetDateTime(ordinal),
        TypeCode.Object when type == typeof(Guid) => GetGuid(ordinal),
        TypeCode.Object when type == typeof(DateOnly) => DateOnly.FromDateTime(GetDateTime(ordinal)),
        TypeCode.Object when type == typeof(TimeOnly) => TimeOnly.MinValue,
        TypeCode.Object when type == typeof(TimeSpan) => TimeSpan.Zero,
        TypeCode.Object when type == typeof(DateTimeOffset) => new DateTimeOffset(GetDateTime(ordinal), TimeSpan.Zero),
        TypeCode.Object when type == typeof(byte[]) => Array.Empty<byte>(),
        TypeCode.Object => Number(ordinal),
        _ => Convert.ChangeType(Number(ordinal), type, CultureInfo.InvariantCulture),
    };
}
