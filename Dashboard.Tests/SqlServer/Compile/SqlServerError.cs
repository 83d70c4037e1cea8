using Concentric.Tests.SqlServer.Capture;

namespace Concentric.Tests.SqlServer.Compile;

/// <summary>Why SQL Server would refuse a command.</summary>
/// <param name="Code">DacFx's code (SQL71501) or, for what DacFx does not look at, SQL Server's message number (Msg8120).</param>
public sealed record SqlServerError(CapturedCommand Command, string Code, string Message)
{
    public override string ToString() => $"{Command.Source}: {Code} {Message}\n{Command.Text}\n";
}
