using System.Reflection;
using System.Text;
using Microsoft.EntityFrameworkCore.Metadata;
using SQLitePCL;

namespace Concentric.Data.Bulk;

/// <summary>Binds one column of a row to its place in a prepared statement, as Microsoft.Data.Sqlite would store it.</summary>
internal delegate void SqliteBinder<T>(T row, sqlite3_stmt statement, int place);

internal static class SqliteBinders
{
    private static readonly MethodInfo EnumMethod = typeof(SqliteBinders)
        .GetMethod(nameof(ForEnum), BindingFlags.NonPublic | BindingFlags.Static)!;
    private static readonly MethodInfo NullableEnumMethod = typeof(SqliteBinders)
        .GetMethod(nameof(ForNullableEnum), BindingFlags.NonPublic | BindingFlags.Static)!;

    /// <exception cref="NotSupportedException">No column of this type existed when this was written.</exception>
    public static SqliteBinder<T> For<T>(IProperty property)
    {
        var getter = property.PropertyInfo?.GetMethod
            ?? throw new NotSupportedException($"{property.DeclaringType.Name}.{property.Name} has no property to read.");
        var type = property.ClrType;
        if (type == typeof(string)) return ForText(Get<T, string?>(getter));
        if (type == typeof(byte[])) return ForBytes(Get<T, byte[]?>(getter));
        if (type == typeof(int)) return ForInteger(Get<T, int>(getter));
        if (type == typeof(int?)) return ForInteger(Get<T, int?>(getter));
        if (type == typeof(long)) return ForInteger(Get<T, long>(getter));
        if (type == typeof(long?)) return ForInteger(Get<T, long?>(getter));
        if (type == typeof(bool)) return ForBoolean(Get<T, bool>(getter));
        if (type == typeof(bool?)) return ForBoolean(Get<T, bool?>(getter));
        if (type == typeof(DateOnly)) return ForDay(Get<T, DateOnly>(getter));
        if (type == typeof(DateOnly?)) return ForDay(Get<T, DateOnly?>(getter));
        if (type == typeof(DateTime)) return ForInstant(Get<T, DateTime>(getter));
        if (type == typeof(DateTime?)) return ForInstant(Get<T, DateTime?>(getter));
        if (type == typeof(Guid)) return ForIdentity(Get<T, Guid>(getter));
        if (type == typeof(Guid?)) return ForIdentity(Get<T, Guid?>(getter));
        if (type.IsEnum) return (SqliteBinder<T>)EnumMethod.MakeGenericMethod(typeof(T), type).Invoke(null, [getter])!;
        if (Nullable.GetUnderlyingType(type) is { IsEnum: true } choice)
            return (SqliteBinder<T>)NullableEnumMethod.MakeGenericMethod(typeof(T), choice).Invoke(null, [getter])!;
        throw new NotSupportedException(
            $"{property.DeclaringType.Name}.{property.Name} is a {type.Name}; teach {nameof(SqliteBinders)} to bind it.");
    }

    private static Func<T, TValue> Get<T, TValue>(MethodInfo getter) => getter.CreateDelegate<Func<T, TValue>>();

    private static SqliteBinder<T> ForInteger<T>(Func<T, int> get) =>
        (row, statement, place) => raw.sqlite3_bind_int64(statement, place, get(row));

    private static SqliteBinder<T> ForInteger<T>(Func<T, long> get) =>
        (row, statement, place) => raw.sqlite3_bind_int64(statement, place, get(row));

    private static SqliteBinder<T> ForBoolean<T>(Func<T, bool> get) =>
        (row, statement, place) => raw.sqlite3_bind_int64(statement, place, get(row) ? 1 : 0);

    private static SqliteBinder<T> ForBoolean<T>(Func<T, bool?> get) => (row, statement, place) =>
    {
        if (get(row) is { } value) raw.sqlite3_bind_int64(statement, place, value ? 1 : 0);
        else raw.sqlite3_bind_null(statement, place);
    };

    private static SqliteBinder<T> ForInteger<T>(Func<T, int?> get) => (row, statement, place) =>
    {
        if (get(row) is { } value) raw.sqlite3_bind_int64(statement, place, value);
        else raw.sqlite3_bind_null(statement, place);
    };

    private static SqliteBinder<T> ForInteger<T>(Func<T, long?> get) => (row, statement, place) =>
    {
        if (get(row) is { } value) raw.sqlite3_bind_int64(statement, place, value);
        else raw.sqlite3_bind_null(statement, place);
    };

    private static SqliteBinder<T> ForBytes<T>(Func<T, byte[]?> get) => (row, statement, place) =>
    {
        if (get(row) is { } value) raw.sqlite3_bind_blob(statement, place, value);
        else raw.sqlite3_bind_null(statement, place);
    };

    private static SqliteBinder<T> ForText<T>(Func<T, string?> get) => (row, statement, place) => BindText(statement, place, get(row));

    private static SqliteBinder<T> ForIdentity<T>(Func<T, Guid> get) =>
        (row, statement, place) => BindText(statement, place, get(row).ToString().ToUpperInvariant());

    private static SqliteBinder<T> ForIdentity<T>(Func<T, Guid?> get) =>
        (row, statement, place) => BindText(statement, place, get(row)?.ToString().ToUpperInvariant());

    private static SqliteBinder<T> ForEnum<T, TEnum>(MethodInfo getter)
        where TEnum : struct, Enum
    {
        var get = Get<T, TEnum>(getter);
        var names = Enum.GetValues<TEnum>().ToDictionary(value => value, value => Encoding.UTF8.GetBytes(value.ToString()));
        return (row, statement, place) => raw.sqlite3_bind_text(statement, place, names[get(row)].AsSpan());
    }

    private static SqliteBinder<T> ForNullableEnum<T, TEnum>(MethodInfo getter)
        where TEnum : struct, Enum
    {
        var get = Get<T, TEnum?>(getter);
        var names = Enum.GetValues<TEnum>().ToDictionary(value => value, value => Encoding.UTF8.GetBytes(value.ToString()));
        return (row, statement, place) =>
        {
            if (get(row) is { } value) raw.sqlite3_bind_text(statement, place, names[value].AsSpan());
            else raw.sqlite3_bind_null(statement, place);
        };
    }

    private static SqliteBinder<T> ForDay<T>(Func<T, DateOnly> get) => (row, statement, place) => BindDay(statement, place, get(row));

    private static SqliteBinder<T> ForDay<T>(Func<T, DateOnly?> get) => (row, statement, place) =>
    {
        if (get(row) is { } day) BindDay(statement, place, day);
        else raw.sqlite3_bind_null(statement, place);
    };

    private static SqliteBinder<T> ForInstant<T>(Func<T, DateTime> get) =>
        (row, statement, place) => BindInstant(statement, place, get(row));

    private static SqliteBinder<T> ForInstant<T>(Func<T, DateTime?> get) => (row, statement, place) =>
    {
        if (get(row) is { } instant) BindInstant(statement, place, instant);
        else raw.sqlite3_bind_null(statement, place);
    };

    private static void BindText(sqlite3_stmt statement, int place, string? text)
    {
        if (text is null)
        {
            raw.sqlite3_bind_null(statement, place);
            return;
        }

        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        var bytes = most <= 1_024 ? stackalloc byte[most] : new byte[most];
        raw.sqlite3_bind_text(statement, place, bytes[..Encoding.UTF8.GetBytes(text, bytes)]);
    }

    private static void BindDay(sqlite3_stmt statement, int place, DateOnly day)
    {
        Span<byte> bytes = stackalloc byte[10];
        WriteDay(bytes, day.Year, day.Month, day.Day);
        raw.sqlite3_bind_text(statement, place, bytes);
    }

    private static void BindInstant(sqlite3_stmt statement, int place, DateTime instant)
    {
        Span<byte> bytes = stackalloc byte[27];
        WriteDay(bytes, instant.Year, instant.Month, instant.Day);
        bytes[10] = (byte)' ';
        WriteNumber(bytes[11..13], instant.Hour);
        bytes[13] = (byte)':';
        WriteNumber(bytes[14..16], instant.Minute);
        bytes[16] = (byte)':';
        WriteNumber(bytes[17..19], instant.Second);
        var length = 19;
        var fraction = (int)(instant.Ticks % TimeSpan.TicksPerSecond);
        if (fraction != 0)
        {
            // Seven digits without the zeros at the end, as SQLite's provider has it.
            bytes[19] = (byte)'.';
            WriteNumber(bytes[20..27], fraction);
            length = bytes.LastIndexOfAnyExcept((byte)'0') + 1;
        }

        raw.sqlite3_bind_text(statement, place, bytes[..length]);
    }

    // By hand, because a large load writes twenty million of them.
    private static void WriteDay(Span<byte> bytes, int year, int month, int day)
    {
        WriteNumber(bytes[..4], year);
        bytes[4] = (byte)'-';
        WriteNumber(bytes[5..7], month);
        bytes[7] = (byte)'-';
        WriteNumber(bytes[8..10], day);
    }

    private static void WriteNumber(Span<byte> digits, int number)
    {
        for (var i = digits.Length - 1; i >= 0; i--, number /= 10) digits[i] = (byte)('0' + (number % 10));
    }
}
