using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Concentric.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class Targets : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_MetricTargets_MetricKey",
                table: "MetricTargets");

            migrationBuilder.AddColumn<int>(
                name: "CommunityId",
                table: "MetricTargets",
                type: "int",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "FirstDay",
                table: "MetricTargets",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "LastDay",
                table: "MetricTargets",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Reason",
                table: "MetricTargets",
                type: "nvarchar(2000)",
                maxLength: 2000,
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "SetAt",
                table: "MetricTargets",
                type: "datetime2",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "SetBy",
                table: "MetricTargets",
                type: "nvarchar(100)",
                maxLength: 100,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Spread",
                table: "MetricTargets",
                type: "nvarchar(24)",
                maxLength: 24,
                nullable: false,
                defaultValue: "Days");

            migrationBuilder.AddColumn<int>(
                name: "Version",
                table: "MetricTargets",
                type: "int",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateIndex(
                name: "IX_MetricTargets_MetricKey_CommunityId",
                table: "MetricTargets",
                columns: new[] { "MetricKey", "CommunityId" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_MetricTargets_MetricKey_CommunityId",
                table: "MetricTargets");

            migrationBuilder.DropColumn(
                name: "CommunityId",
                table: "MetricTargets");

            migrationBuilder.DropColumn(
                name: "FirstDay",
                table: "MetricTargets");

            migrationBuilder.DropColumn(
                name: "LastDay",
                table: "MetricTargets");

            migrationBuilder.DropColumn(
                name: "Reason",
                table: "MetricTargets");

            migrationBuilder.DropColumn(
                name: "SetAt",
                table: "MetricTargets");

            migrationBuilder.DropColumn(
                name: "SetBy",
                table: "MetricTargets");

            migrationBuilder.DropColumn(
                name: "Spread",
                table: "MetricTargets");

            migrationBuilder.DropColumn(
                name: "Version",
                table: "MetricTargets");

            migrationBuilder.CreateIndex(
                name: "IX_MetricTargets_MetricKey",
                table: "MetricTargets",
                column: "MetricKey",
                unique: true);
        }
    }
}
