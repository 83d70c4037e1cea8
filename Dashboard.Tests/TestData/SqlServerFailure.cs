using System.Reflection;
using Microsoft.Data.SqlClient;

namespace Concentric.Tests.TestData;

/// <summary>What SQL Server says, without one: its library lets nobody else make its exceptions.</summary>
internal static class SqlServerFailure
{
    private const BindingFlags Own = BindingFlags.Instance | BindingFlags.Static | BindingFlags.NonPublic;

    /// <summary>What its library says elsewhere than on Windows when the server has closed the connection: no number, class 20.</summary>
    public const int Closed = 0;

    public static SqlException Of(int number)
    {
        var maker = typeof(SqlError).GetConstructors(Own).MaxBy(one => one.GetParameters().Length)!;
        var values = maker.GetParameters().Select((parameter, i) => i == 0 ? number
            : number == Closed && parameter.Name == "errorClass" ? (byte)20 : parameter.ParameterType == typeof(string)
            ? "" : parameter.ParameterType.IsValueType ? Activator.CreateInstance(parameter.ParameterType) : null).ToArray();
        var errors = (SqlErrorCollection)Activator.CreateInstance(typeof(SqlErrorCollection), nonPublic: true)!;
        typeof(SqlErrorCollection).GetMethod("Add", Own)!.Invoke(errors, [maker.Invoke(values)]);
        return (SqlException)typeof(SqlException).GetMethod("CreateException", Own, [typeof(SqlErrorCollection), typeof(string)])!
            .Invoke(null, [errors, "16.0.0"])!;
    }
}
