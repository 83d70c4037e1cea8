namespace Concentric.Tests.SqlServer.Compile;

/// <summary>
/// Built-in functions of SQL Server 2022 that a dashboard may come to use. A name that is not here (strftime, printf,
/// LENGTH …) works on SQLite only; add one after looking it up in the T-SQL reference.
/// </summary>
internal static class SqlFunctions
{
    public static readonly HashSet<string> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        // aggregates and windows
        "APPROX_COUNT_DISTINCT", "AVG", "CHECKSUM_AGG", "COUNT", "COUNT_BIG", "CUME_DIST", "DENSE_RANK", "FIRST_VALUE", "GROUPING",
        "GROUPING_ID", "LAG", "LAST_VALUE", "LEAD", "MAX", "MIN", "NTILE", "PERCENTILE_CONT", "PERCENTILE_DISC", "PERCENT_RANK",
        "RANK", "ROW_NUMBER", "STDEV", "STDEVP", "STRING_AGG", "SUM", "VAR", "VARP",
        // text
        "ASCII", "CHAR", "CHARINDEX", "CONCAT", "CONCAT_WS", "DATALENGTH", "DIFFERENCE", "FORMAT", "LEN", "LOWER", "LTRIM", "NCHAR",
        "PATINDEX", "QUOTENAME", "REPLACE", "REPLICATE", "REVERSE", "RTRIM", "SOUNDEX", "SPACE", "STR", "STRING_ESCAPE",
        "STRING_SPLIT", "STUFF", "SUBSTRING", "TRANSLATE", "TRIM", "UNICODE", "UPPER",
        // time
        "CURRENT_TIMEZONE", "DATEADD", "DATEDIFF", "DATEDIFF_BIG", "DATEFROMPARTS", "DATENAME", "DATEPART", "DATETIME2FROMPARTS",
        "DATETIMEFROMPARTS", "DATETIMEOFFSETFROMPARTS", "DATETRUNC", "DATE_BUCKET", "DAY", "EOMONTH", "GETDATE", "GETUTCDATE",
        "ISDATE", "MONTH", "SWITCHOFFSET", "SYSDATETIME", "SYSDATETIMEOFFSET", "SYSUTCDATETIME", "TIMEFROMPARTS", "TODATETIMEOFFSET",
        "YEAR",
        // numbers and bits
        "ABS", "ACOS", "ASIN", "ATAN", "ATN2", "BIT_COUNT", "CEILING", "COS", "COT", "DEGREES", "EXP", "FLOOR", "GET_BIT",
        "LEFT_SHIFT", "LOG", "LOG10", "PI", "POWER", "RADIANS", "RAND", "RIGHT_SHIFT", "ROUND", "SET_BIT", "SIGN", "SIN", "SQRT",
        "SQUARE", "TAN",
        // choice, JSON and the rest
        "BINARY_CHECKSUM", "CHECKSUM", "CHOOSE", "COMPRESS", "DB_ID", "DB_NAME", "DECOMPRESS", "ERROR_MESSAGE", "ERROR_NUMBER",
        "GREATEST", "HASHBYTES", "HOST_NAME", "ISJSON", "ISNULL", "ISNUMERIC", "JSON_ARRAY", "JSON_MODIFY", "JSON_OBJECT",
        "JSON_PATH_EXISTS", "JSON_QUERY", "JSON_VALUE", "LEAST", "NEWID", "NEWSEQUENTIALID", "OBJECT_ID", "OBJECT_NAME",
        "ROWCOUNT_BIG", "SCHEMA_ID", "SCHEMA_NAME", "SCOPE_IDENTITY", "SERVERPROPERTY", "SESSION_CONTEXT", "TYPE_ID", "TYPE_NAME",
    };
}
