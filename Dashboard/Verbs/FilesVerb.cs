using System.CommandLine;
using Concentric.Data;
using Concentric.Data.Files;
using Concentric.Nodes;
using Concentric.Rules;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Dashboard.Verbs;

/// <summary><c>files</c>: moves workbooks, photos, attachments, uploads and the seal into the database, or back into the folder.</summary>
internal static class FilesVerb
{
    public static Command Make(VerbHost host)
    {
        var to = new Option<string>("--to")
        {
            Description = Terminal.Line("Verb.Files.To"),
            HelpName = string.Join('|', Enum.GetNames<FilePlace>()).ToLowerInvariant(),
            Required = true
        };
        var command = new Command("files", Terminal.Line("Verb.Files")) { to };
        command.SetAction((line, cancellation) => host.RunAsync(
            services => services.AddSingleton<SharedFolder>(),
            (services, cancellationToken) => RunAsync(services, line.GetRequiredValue(to), cancellationToken),
            cancellation,
            isAlone: true));
        return command;
    }

    private static async Task RunAsync(IServiceProvider services, string text, CancellationToken cancellationToken)
    {
        if (!EnumText.TryRead<FilePlace>(text, out var to)) throw new VerbException("Verb.Files.Unknown", text);
        await ThrowIfServedAsync(services, cancellationToken);
        if (services.GetRequiredService<StoreOptions>().Provider == StoreProvider.SqlServer)
            await services.GetRequiredService<SharedFolder>().AgreeAsync(cancellationToken);
        var moved = await services.GetRequiredService<FilePlacement>().MoveAsync(to, stop => ThrowIfServedAsync(services, stop),
            new Progress(services.GetRequiredService<TimeProvider>()), cancellationToken);
        Terminal.Say("Verb.Files.Done", moved.Files, moved.Bytes / 1e6, to);
        var left = string.Join(Environment.NewLine, moved.Left);
        if (moved.LeftInAll > moved.Left.Count) Terminal.Complain("Verb.Files.LeftMany", left, moved.LeftInAll);
        else if (left.Length > 0) Terminal.Complain("Verb.Files.Left", left);
    }

    /// <summary>An embedded store is locked by whoever serves it; a server says by its nodes whether anybody does.</summary>
    private static async Task ThrowIfServedAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        if (services.GetRequiredService<StoreOptions>().Provider == StoreProvider.Sqlite) return;
        var factory = services.GetRequiredService<IDbContextFactory<DashboardDbContext>>();
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var since = await db.NowAsync(services.GetRequiredService<OfficeClock>(), cancellationToken) - NodeRegister.AliveFor;
        var alive = await db.Nodes.Where(node => node.SeenAt >= since).OrderBy(node => node.Name).Select(node => node.Name)
            .FirstOrDefaultAsync(cancellationToken);
        if (alive is not null) throw new VerbException("Verb.Files.Served", alive);
    }

    /// <summary>A line now and then, so that a move of hours is not taken for one that hangs.</summary>
    private sealed class Progress(TimeProvider time) : IProgress<FileMove>
    {
        private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

        private long said = time.GetTimestamp();

        public void Report(FileMove value)
        {
            if (time.GetElapsedTime(said) < Interval) return;
            said = time.GetTimestamp();
            Terminal.Say("Verb.Files.Progress", value.Files, value.Bytes / 1e6);
        }
    }
}
