using Concentric.Tests.SqlServer.Capture;

namespace Concentric.Tests.SqlServer.Compile;

/// <summary>A command as a stored procedure: the one form in which both DacFx and a server bind it without running it.</summary>
internal sealed record CompiledCommand(string Name, CapturedCommand Command)
{
    public string Text => $"CREATE PROCEDURE [dbo].[{Name}] {string.Join(", ", Command.Parameters)} AS\nBEGIN\n{Command.Text}\nEND";
}
