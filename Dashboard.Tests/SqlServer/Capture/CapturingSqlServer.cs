using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Concentric.Tests.SqlServer.Capture;

/// <summary>
/// A SQL Server that is not there. Contexts on it translate and send as in production, and what they send is kept.
/// It is a context factory, so our queries and commands run on it unchanged.
/// </summary>
/// <param name="create">
/// Makes a context as production does for SQL Server, with <see cref="Interceptor"/> beside production's own. The connection string can be
/// <see cref="CapturingSqlServer.ConnectionString"/>: nothing ever connects.
/// </param>
public sealed class CapturingSqlServer<TContext>(Func<IInterceptor, TContext> create) : IDbContextFactory<TContext>
    where TContext : DbContext
{
    private readonly Lock _gate = new();
    private readonly List<CapturedCommand> _commands = [];
    private string _source = "(not named)";
    private Answers _answers = Answers.Nothing;

    public IReadOnlyList<CapturedCommand> Commands
    {
        get
        {
            lock (_gate)
                return [.. _commands];
        }
    }

    /// <summary>Gives the context that has it the connection to nowhere.</summary>
    public IInterceptor Interceptor => field ??= new NoConnection(() => new CapturingConnection(Keep));

    public TContext CreateDbContext() => create(Interceptor);

    /// <summary>
    /// Runs it twice, with every query finding nothing and with every query finding one made-up row, so that what comes
    /// after a load is sent as well. How the run ends does not matter (not found, refused by a rule); but an error in
    /// translating a query is thrown, and a second reader on a connection, and the last error when nothing was sent at all.
    /// </summary>
    /// <param name="source">Our query or command, named as the reader of a failing test would look for it.</param>
    /// <returns>The commands of these two runs.</returns>
    public async Task<IReadOnlyList<CapturedCommand>> CaptureAsync(string source, Func<IDbContextFactory<TContext>, Task> run)
    {
        var before = Commands.Count;
        Exception? last = null;
        foreach (var answers in new[] { Answers.Nothing, Answers.OneRow })
        {
            Expect(source, answers);
            try
            {
                await run(this);
            }
            catch (Exception e) when (e is not OpenReaderException && !CapturingSqlServer.IsTranslation(e))
            {
                last = e;
            }
        }
        var sent = Commands.Skip(before).ToList();
        return sent.Count > 0 ? sent : throw new InvalidOperationException($"{source} sent no command.", last);
    }

    /// <summary>Names what is sent from here on, outside of <see cref="CaptureAsync"/>, and how it is answered.</summary>
    public void Expect(string source, Answers answers) => (_source, _answers) = (source, answers);

    private Answers Keep(string text, IReadOnlyList<CapturedParameter> parameters)
    {
        lock (_gate)
            _commands.Add(new CapturedCommand(_source, text, parameters));
        return _answers;
    }

    private sealed class NoConnection(Func<DbConnection> connect) : DbConnectionInterceptor
    {
        public override InterceptionResult<DbConnection> ConnectionCreating(
            ConnectionCreatingEventData eventData, InterceptionResult<DbConnection> result) =>
            InterceptionResult<DbConnection>.SuppressWithResult(connect());
    }
}

public static class CapturingSqlServer
{
    public const string ConnectionString =
        "Server=nowhere;Database=concentric;Integrated Security=true;Encrypt=true;MultipleActiveResultSets=false";

    /// <summary>True when a query could not be made into SQL.</summary>
    internal static bool IsTranslation(Exception e) =>
        e.StackTrace?.Contains("Microsoft.EntityFrameworkCore.Query.QueryCompilationContext.", StringComparison.Ordinal) == true;
}
