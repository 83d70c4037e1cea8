using System.Data;
using System.Globalization;
using Microsoft.Data.SqlClient;

namespace Concentric.Tests.SqlServer.Capture;

/// <summary>One statement batch on its way to SQL Server: what was asked, the text and the declared parameters.</summary>
/// <param name="Source">The query or command of ours that sent it, as named by the test.</param>
public sealed record CapturedCommand(string Source, string Text, IReadOnlyList<CapturedParameter> Parameters)
{
    /// <summary>Text and parameter types: two commands with the same shape compile alike.</summary>
    public string Shape => string.Concat(Text, "\n", string.Join(", ", Parameters));
}

public sealed record CapturedParameter(string Name, string SqlType, bool IsOutput)
{
    public override string ToString() => IsOutput ? $"{Name} {SqlType} OUTPUT" : $"{Name} {SqlType}";

    public static CapturedParameter Of(SqlParameter parameter) => new(
        parameter.ParameterName.StartsWith('@') ? parameter.ParameterName : "@" + parameter.ParameterName,
        TypeOf(parameter),
        parameter.Direction is ParameterDirection.Output or ParameterDirection.InputOutput);

    private static string TypeOf(SqlParameter parameter)
    {
        var name = parameter.SqlDbType.ToString().ToLowerInvariant();
        return parameter.SqlDbType switch
        {
            SqlDbType.NVarChar or SqlDbType.NChar => Sized(name, parameter.Size, 4000),
            SqlDbType.VarChar or SqlDbType.Char or SqlDbType.VarBinary or SqlDbType.Binary => Sized(name, parameter.Size, 8000),
            SqlDbType.Decimal => parameter.Precision == 0
                ? "decimal(38, 10)"
                : string.Create(CultureInfo.InvariantCulture, $"decimal({parameter.Precision}, {parameter.Scale})"),
            SqlDbType.Variant => "sql_variant",
            SqlDbType.Structured => parameter.TypeName + " READONLY",
            _ => name,
        };
    }

    private static string Sized(string name, int size, int most) =>
        size < 0 || size > most ? $"{name}(max)" : $"{name}({(size == 0 ? most : size)})";
}
