# Answers each point [x, y] with the mean squared error of a growth curve. Base R, no packages.
#
#     loss-landscape evaluate --w1 300:1300 --w2 100:900 ... -- Rscript r_worker.R
#
# The model is the logistic curve of R's orange trees, circumference ~ Asym / (1 + exp((xmid - age) / scal)),
# over xmid (x) and scal (y); the asymptote is the best one at every point.
age <- Orange$age
circumference <- Orange$circumference

loss <- function(xmid, scal) {
  curve <- 1 / (1 + exp((xmid - age) / scal))
  asymptote <- sum(curve * circumference) / sum(curve^2)
  mean((circumference - asymptote * curve)^2)
}

input <- file("stdin", "r")
while (length(line <- readLines(input, n = 1)) > 0) {
  point <- as.numeric(strsplit(gsub("[][ ]", "", line), ",")[[1]])
  answer <- loss(point[1], point[2])
  cat(if (is.finite(answer)) format(answer, digits = 17) else "null", "\n", sep = "")
  flush(stdout())
}
