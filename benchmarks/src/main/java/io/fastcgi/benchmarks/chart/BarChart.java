package io.fastcgi.benchmarks.chart;

import java.awt.Color;
import java.awt.Dimension;
import java.awt.Font;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.apache.batik.dom.GenericDOMImplementation;
import org.apache.batik.svggen.SVGGraphics2D;
import org.jfree.chart.ChartFactory;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.renderer.category.BarRenderer;
import org.jfree.chart.renderer.category.StandardBarPainter;
import org.jfree.data.category.DefaultCategoryDataset;

/**
 * Bars for recorded numbers: a title, then a name and a number in each line of a file,
 * with a semicolon between them.
 *
 * @param title what the numbers are
 * @param bars name and number of each bar
 * @author FastCGI Spring Boot maintainers
 */
record BarChart(String title, List<Bar> bars) {

	private static final int WIDTH = 760;

	private static final int HEIGHT_OF_BAR = 30;

	private static final int MARGIN = 90;

	static BarChart read(Path file) throws IOException {
		List<String> lines = Files.readAllLines(file);
		return new BarChart(lines.get(0), lines.stream().skip(1).map(Bar::parse).toList());
	}

	/**
	 * Draw the chart.
	 * @return a SVG document
	 * @throws IOException never, but the library says so
	 */
	String toSvg() throws IOException {
		int height = MARGIN + this.bars.size() * HEIGHT_OF_BAR;
		SVGGraphics2D graphics = new SVGGraphics2D(GenericDOMImplementation.getDOMImplementation()
			.createDocument("http://www.w3.org/2000/svg", "svg", null));
		graphics.setSVGCanvasSize(new Dimension(WIDTH, height));
		chart().draw(graphics, new Rectangle2D.Double(0, 0, WIDTH, height));
		StringWriter document = new StringWriter();
		graphics.stream(document, true);
		return document.toString();
	}

	private JFreeChart chart() {
		DefaultCategoryDataset data = new DefaultCategoryDataset();
		this.bars.forEach((bar) -> data.addValue(bar.value(), "", bar.name()));
		JFreeChart chart = ChartFactory.createBarChart(this.title, null, null, data, PlotOrientation.HORIZONTAL, false,
				false, false);
		chart.getTitle().setFont(new Font(Font.SANS_SERIF, Font.BOLD, 15));
		chart.setBackgroundPaint(Color.WHITE);
		CategoryPlot plot = chart.getCategoryPlot();
		plot.setBackgroundPaint(Color.WHITE);
		plot.setRangeGridlinePaint(Color.LIGHT_GRAY);
		plot.getDomainAxis().setMaximumCategoryLabelWidthRatio(0.6f);
		BarRenderer renderer = (BarRenderer) plot.getRenderer();
		renderer.setBarPainter(new StandardBarPainter());
		renderer.setShadowVisible(false);
		renderer.setSeriesPaint(0, new Color(0x3B7A57));
		return chart;
	}

	/**
	 * One bar.
	 *
	 * @param name its name
	 * @param value its length
	 */
	record Bar(String name, double value) {

		static Bar parse(String line) {
			int separator = line.lastIndexOf(';');
			return new Bar(line.substring(0, separator), Double.parseDouble(line.substring(separator + 1)));
		}

	}

}
