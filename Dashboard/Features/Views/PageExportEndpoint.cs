using System.Globalization;
using Concentric.Dashboard.Account;
using Concentric.Dashboard.Features.Anomalies;
using Concentric.Dashboard.Features.Exports;
using Concentric.Dashboard.Features.Notices;
using Concentric.Dashboard.Features.Programmes;
using Concentric.Dashboard.Features.PublishedFigures;
using Concentric.Dashboard.Features.Records;
using Concentric.Dashboard.Features.Rotation;
using Concentric.Dashboard.Features.Work;
using Concentric.Exports;
using Concentric.Exports.Lists;
using Concentric.Exports.Views;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Concentric.Dashboard.Features.Views;

/// <summary>"This view" of a page as a file: the address has the same fields as the page, and the same rights hold.</summary>
internal static class PageExportEndpoint
{
    /// <summary>The field that says what a page is about, where its own address has that in its path.</summary>
    public const string Of = "of";

    /// <summary>The pages that have one. A further page adds one line.</summary>
    public static void AddViewExports(this IServiceCollection services) => services
        .AddSingleton<PageExport, RecordsPageExport>()
        .AddSingleton<PageExport, WorkPageExport>()
        .AddSingleton<PageExport, NoticesPageExport>()
        .AddSingleton<PageExport, Instructions.InstructionsPageExport>()
        .AddSingleton<PageExport, AnomaliesPageExport>()
        .AddSingleton<PageExport, AnomalyPageExport>()
        .AddSingleton<PageExport, ProgrammesPageExport>()
        .AddSingleton<PageExport, ProgrammePageExport>()
        .AddSingleton<PageExport, ClaimsPageExport>()
        .AddSingleton<PageExport, RotationPageExport>()
        .AddSingleton<PageExport, TalentPoolPageExport>()
        .AddSingleton<PageExport, Search.SearchPageExport>()
        .AddSingleton<PageExport, OfficeLists.OfficeListsPageExport>()
        .AddSingleton<PageExport, Alerts.AlertsPageExport>()
        .AddSingleton<PageExport, Alerts.AlertHistoryPageExport>()
        .AddSingleton<PageExport, Targets.TargetsPageExport>()
        .AddSingleton<PageExport, ProcessCharts.ChartPageExport>()
        .AddSingleton<PageExport, ProcessCharts.ChartsPageExport>()
        .AddSingleton<PageExport, ProcessCharts.Events.ChartEventsPageExport>()
        .AddSingleton<PageExport, Decomposition.WhyPageExport>()
        .AddSingleton<PageExport, Ranking.RankingPageExport>()
        .AddSingleton<PageExport, Imports.ImportsPageExport>()
        .AddSingleton<PageExport, RunsPageExport>()
        .AddSingleton<PageExport, SchedulesPageExport>()
        .AddSingleton<PageExport, Evaluation.CyclesPageExport>()
        .AddSingleton<PageExport, Evaluation.BoardPageExport>()
        .AddSingleton<PageExport, Evaluation.UnitPageExport>()
        .AddSingleton<PageExport, Evaluation.RulesPageExport>()
        .AddSingleton<PageExport, Evaluation.AppealsPageExport>()
        .AddSingleton<PageExport, Evaluation.AwardsPageExport>()
        .AddSingleton<PageExport, Evaluation.HallPageExport>()
        .AddSingleton<PageExport, Administration.AccountsPageExport>()
        .AddSingleton<PageExport, Administration.ApiKeysPageExport>()
        .AddSingleton<PageExport, Administration.AuditPageExport>();

    public static void MapViewExports(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/views/{page}/export.{format:regex(^(xlsx|csv)$)}", DownloadAsync).RequireAuthorization(Policies.MayExport)
            .ExcludeFromDescription();

    /// <summary>The address of a page's file.</summary>
    /// <param name="page">Key of the <see cref="PageExport"/>.</param>
    /// <param name="of">What the page is about; null for a page that is about one thing.</param>
    /// <param name="query">The page's own query, with its question mark, or empty.</param>
    public static string Href(string page, string format, string? of, string query) =>
        $"/views/{page}/export.{format}{query}{(of is null ? "" : $"{(query.Length == 0 ? "?" : "&")}{Of}={Uri.EscapeDataString(of)}")}";

    private static async Task<Results<PushStreamHttpResult, NotFound, ProblemHttpResult>> DownloadAsync(string page, string format,
        PageExports exports, HttpContext context)
    {
        var fields = context.Request.Query.ToDictionary(field => field.Key, field => field.Value.ToString());
        fields.Remove(Of, out var of);
        OpenView? view;
        try
        {
            view = await exports.OpenAsync(page, of, fields, context.User.ToCurrentUser(), CultureInfo.CurrentUICulture,
                context.RequestAborted);
        }
        catch (ExportException notYet)
        {
            return TypedResults.Problem(notYet.Explain(CultureInfo.CurrentUICulture), statusCode: StatusCodes.Status503ServiceUnavailable);
        }

        if (view is null) return TypedResults.NotFound();
        context.Response.RegisterForDisposeAsync(view);
        var written = format == "csv" ? ListFormat.Csv : ListFormat.Xlsx;
        // Rights may end; a copy in a cache would not.
        context.Response.Headers.CacheControl = "private, no-store";
        return TypedResults.Stream(
            output => view.WriteAsync(written, output, context.RequestAborted),
            written == ListFormat.Csv ? "text/csv; charset=utf-8" : ExportFileEndpoint.ContentType, view.FileName(written));
    }
}
