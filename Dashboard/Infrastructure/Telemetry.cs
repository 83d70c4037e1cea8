using System.Reflection;
using System.Runtime.CompilerServices;
using Concentric.Dashboard.Settings;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Concentric.Dashboard.Infrastructure;

/// <summary>Where traces and metrics go.</summary>
/// <param name="Endpoint">From <c>Telemetry:Endpoint</c>; null for nowhere.</param>
internal sealed record TelemetryOptions(Uri? Endpoint)
{
    public static TelemetryOptions Read(SettingsReader reader)
    {
        if (reader.Raw(MachineSettings.Telemetry) is not { } text) return new(Endpoint: null);
        if (Uri.TryCreate(text, UriKind.Absolute, out var endpoint) && endpoint.Scheme is "http" or "https") return new(endpoint);
        reader.Complain(MachineSettings.Telemetry.Key, text, "Settings.Endpoint");
        return new(Endpoint: null);
    }
}

/// <summary>
/// Traces of requests and metrics of server and runtime, for an OTLP receiver, if the settings name one. Its libraries are loaded
/// only then: they would cost every start and every office that has no receiver.
/// </summary>
internal static class Telemetry
{
    /// <summary>The usual port for OTLP over plain HTTP; any other is spoken to by gRPC.</summary>
    private const int HttpPort = 4318;

    public static void AddTelemetry(this IHostApplicationBuilder builder)
    {
        if (builder.AddSettings(MachineSettings.Group, TelemetryOptions.Read).Endpoint is { } endpoint) Add(builder, endpoint);
    }

    // Not inlined: the libraries are loaded when this method is compiled.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Add(IHostApplicationBuilder builder, Uri endpoint)
    {
        var version = typeof(Telemetry).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;
        builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("concentric", serviceVersion: version))
            .WithTracing(traces => traces.AddAspNetCoreInstrumentation().AddOtlpExporter(exporter => SendTo(exporter, "v1/traces")))
            .WithMetrics(metrics => metrics.AddAspNetCoreInstrumentation().AddMeter("System.Runtime")
                .AddOtlpExporter(exporter => SendTo(exporter, "v1/metrics")));

        void SendTo(OtlpExporterOptions exporter, string path)
        {
            var isHttp = endpoint.Port == HttpPort;
            exporter.Protocol = isHttp ? OtlpExportProtocol.HttpProtobuf : OtlpExportProtocol.Grpc;
            exporter.Endpoint = isHttp ? new Uri(endpoint, path) : endpoint;
        }
    }
}
