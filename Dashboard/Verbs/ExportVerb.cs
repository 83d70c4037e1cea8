using System.CommandLine;
using System.Globalization;
using Concentric.Data;
using Concentric.Exports;
using Concentric.Ledgers;
using Concentric.Metrics;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Concentric.Dashboard.Verbs;

/// <summary><c>export</c>: makes a workbook and writes it to a file, whole or not at all.</summary>
internal static class ExportVerb
{
    /// <summary>What was typed, not checked yet.</summary>
    private sealed record Options(string Template, SliceRequest Slice, string Out, string Language);

    public static Command Make(VerbHost host)
    {
        var template = new Option<string>("--template")
        {
            Description = Terminal.Line("Verb.Export.Template"),
            HelpName = "street-summary",
            Required = true
        };
        var from = new Option<string>("--from")
        {
            Description = Terminal.Line("Verb.Export.From"),
            HelpName = "yyyy-MM-dd",
            Required = true
        };
        var to = new Option<string>("--to") { Description = Terminal.Line("Verb.Export.To"), HelpName = "yyyy-MM-dd", Required = true };
        var output = new Option<string>("--out")
        {
            Description = Terminal.Line("Verb.Export.Out"),
            HelpName = "file.xlsx",
            Required = true
        };
        var communities = new Option<string[]>("--communities")
        {
            Description = Terminal.Line("Verb.Export.Communities"),
            AllowMultipleArgumentsPerToken = true
        };
        var language = new Option<string>("--language")
        {
            Description = Terminal.Line("Verb.Export.Language"),
            HelpName = string.Join('|', ExportRequests.Languages),
            DefaultValueFactory = _ => ExportRequests.Languages[0],
        };
        var command = new Command("export", Terminal.Line("Verb.Export")) { template, from, to, output, communities, language };
        command.SetAction((line, cancellation) => host.RunAsync(
            services => services
                .AddSingleton(provider => MetricCatalogue.Following(provider.GetRequiredService<IOptionsMonitor<MetricOptions>>()))
                .AddExportTemplates(),
            (services, cancellationToken) => RunAsync(services, new Options(
                line.GetRequiredValue(template),
                new SliceRequest("custom", line.GetRequiredValue(from), line.GetRequiredValue(to),
                    string.Join(',', line.GetValue(communities) ?? [])),
                line.GetRequiredValue(output),
                line.GetRequiredValue(language)), cancellationToken),
            cancellation));
        return command;
    }

    private static async Task RunAsync(IServiceProvider services, Options options, CancellationToken cancellationToken)
    {
        var (template, question) = await CheckAsync(services, options, cancellationToken);
        var path = Path.GetFullPath(options.Out);
        var part = $"{path}.{Guid.NewGuid():N}.part";
        try
        {
            ExportContent content;
            await using (var stream = new FileStream(part, FileMode.CreateNew, FileAccess.ReadWrite))
                content = await template.WriteAsync(question, stream, null, cancellationToken);
            await NoteAsync(services, options, content, cancellationToken);
            File.Move(part, path, overwrite: true);
            Terminal.Say("Verb.Export.Done", path, content.Rows, content.ContentHash);
        }
        catch (ExportException refusal)
        {
            throw new VerbException(refusal.Explain);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new VerbException("Verb.Export.NotWritten", "--out", options.Out, failure.Message);
        }
        finally
        {
            File.Delete(part);
        }
    }

    private static async Task<(ExportTemplate Template, ExportQuestion Question)> CheckAsync(IServiceProvider services, Options options,
        CancellationToken cancellationToken)
    {
        var templates = services.GetRequiredService<ExportTemplates>();
        var template = templates.Find(options.Template)
            ?? throw new VerbException("Verb.Export.NoTemplate", "--template", options.Template,
                string.Join(", ", templates.All.Select(known => known.Key)));
        if (!ExportRequests.Languages.Contains(options.Language))
            throw new VerbException("Verb.Export.NoLanguage", "--language", options.Language, string.Join(", ", ExportRequests.Languages));
        if (Directory.Exists(options.Out)) throw new VerbException("Verb.Export.IsFolder", "--out", options.Out);
        if (!Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(options.Out))))
            throw new VerbException("Verb.Export.NoFolder", "--out", options.Out);

        var clock = services.GetRequiredService<OfficeClock>();
        var names = await new CommunityDirectory(services.GetRequiredService<IDbContextFactory<DashboardDbContext>>(),
            services.GetRequiredService<TimeProvider>()).GetAsync(cancellationToken);
        var reading = options.Slice.Read(names, CurrentUser.System, clock.Today);
        if (reading.Problems.Count > 0)
        {
            throw new VerbException(culture => string.Join(Environment.NewLine, reading.Problems.Select(problem =>
                Terminal.Text(culture, "Verb.Export.Wrong", $"--{problem.Field}", problem.Value, problem.Explain(culture)))));
        }

        var by = Terminal.Text(CultureInfo.GetCultureInfo(options.Language), "Verb.Export.AskedBy");
        return (template,
            new ExportQuestion(reading.Period, reading.Kind, reading.CommunityIds, CultureInfo.GetCultureInfo(options.Language), by));
    }

    private static async Task NoteAsync(IServiceProvider services, Options options, ExportContent content,
        CancellationToken cancellationToken)
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<DashboardDbContext>>()
            .CreateDbContextAsync(cancellationToken);
        db.AddLine(
            services.GetRequiredService<OfficeClock>().UtcNow, CurrentUser.System, ExportRunChanges.Kind, 0, "Exported",
            after: new
            {
                options.Template,
                options.Slice.From,
                options.Slice.To,
                options.Slice.Communities,
                options.Language,
                content.Rows,
                content.ContentHash
            });
        await db.SaveChangesAsync(cancellationToken);
    }
}
